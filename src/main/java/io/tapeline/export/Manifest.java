package io.tapeline.export;

import io.tapeline.export.ExportPlan.Format;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is in a file: what was asked for, by which whoever asks makes the same, and what it is. */
final class Manifest {

  private final Map<String, Object> entries = new LinkedHashMap<>();

  /**
   * @param known what its rows' source says of them
   */
  Manifest(ExportPlan plan, String feed, RowShape<?> shape, Map<String, Object> known) {
    entries.put("data", plan.data());
    entries.put("id", plan.id());
    if (plan.interval() != null) {
      entries.put("interval", plan.interval());
    }
    entries.put("from", plan.from());
    entries.put("to", plan.to());
    entries.put("as_of", plan.asOf());
    entries.put("format", plan.format());
    entries.put("compression", plan.compression());
    entries.put("feed", feed);
    entries.put(
        "columns",
        plan.format() == Format.PARQUET ? shape.parquet().columns() : shape.text().columns());
    entries.putAll(known);
  }

  /**
   * What was found.
   *
   * @param first time of the first row, RFC 3339; empty if there is none
   */
  void tell(long rows, String first, String last) {
    entries.put("rows", rows);
    entries.put("first", first);
    entries.put("last", last);
  }

  void add(Map<String, Object> counted) {
    entries.putAll(counted);
  }

  Map<String, Object> entries() {
    return entries;
  }
}
