package io.tapeline.access.policy;

import io.tapeline.access.Cost;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request takes: {@code 2}, or {@code {base: 1, rows_per_unit: 1000, all: 20, each: names}}.
 */
final class CostReader {

  static final Set<String> FIELDS = Set.of("base", "rows_per_unit", "all", "each");

  private static final long MOST = 1_000_000_000;

  private CostReader() {}

  /** Null if something is wrong with it. */
  static @Nullable Cost read(Value value) {
    int before = value.faults().count();
    Cost cost = value.isSection() ? ofRows(value) : new Cost(value.number(1, MOST), null, null);
    return value.faults().count() > before ? null : cost;
  }

  private static @Nullable Cost ofRows(Value value) {
    Section cost = value.section(FIELDS);
    if (cost == null) {
      return null;
    }
    Long rows = cost.optionalNumber("rows_per_unit", 1, MOST);
    Value each = cost.optional("each");
    if (each != null && rows == null) {
      each.wrong("multiplies rows: say rows_per_unit as well");
    }
    return new Cost(
        cost.number("base", 1, MOST),
        rows,
        cost.optionalNumber("all", 1, MOST),
        each == null ? null : each.name());
  }
}
