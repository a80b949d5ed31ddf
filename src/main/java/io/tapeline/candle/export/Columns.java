package io.tapeline.candle.export;

import java.util.List;
import java.util.Map;

/** What the columns of a file are, for its manifest. */
final class Columns {

  private static final String DECIMAL = "decimal(38,18)";
  private static final String TEXT_DECIMAL = "decimal";

  static final List<Map<String, String>> PARQUET =
      List.of(
          column("open_time", "timestamp(us, UTC)", "start of the interval"),
          column("open", DECIMAL, "quote units"),
          column("high", DECIMAL, "quote units"),
          column("low", DECIMAL, "quote units"),
          column("close", DECIMAL, "quote units"),
          column("volume", DECIMAL, "base units"),
          column("quote_volume", DECIMAL, "quote units; null if not known"),
          column("trades", "int64", "matches; null if not known"),
          column("observed_nanos", "int64", "how much of the interval was watched"),
          column("synthetic", "boolean", "nothing traded"),
          column("complete", "boolean", "the interval was over"),
          column("revision", "int32", "1 when first closed"),
          column("origin", "string", "tape, venue, import or mixed"));

  static final List<Map<String, String>> TEXT =
      List.of(
          column("open_time", "RFC 3339", "start of the interval"),
          column("open", TEXT_DECIMAL, "quote units"),
          column("high", TEXT_DECIMAL, "quote units"),
          column("low", TEXT_DECIMAL, "quote units"),
          column("close", TEXT_DECIMAL, "quote units"),
          column("volume", TEXT_DECIMAL, "base units"),
          column("quote_volume", TEXT_DECIMAL, "quote units; empty or null if not known"),
          column("vwap", TEXT_DECIMAL, "quote units; empty or null if not known"),
          column("trades", "integer", "matches; empty or null if not known"),
          column("coverage", TEXT_DECIMAL, "share of the interval that was watched"),
          column("synthetic", "boolean", "nothing traded"),
          column("complete", "boolean", "the interval was over"),
          column("revision", "integer", "1 when first closed"),
          column("origin", "string", "tape, venue, import or mixed"));

  private Columns() {}

  private static Map<String, String> column(String name, String type, String what) {
    return Map.of("name", name, "type", type, "what", what);
  }
}
