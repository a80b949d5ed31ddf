package io.tapeline.candle.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.http.Times;
import io.tapeline.market.Interval;

/**
 * Which candles go into which file, settled when it was asked for: what a job keeps, and what it
 * does again if it was stopped.
 *
 * @param id of the series: {@code binance:btc-usdt}
 * @param from RFC 3339, as all times here
 * @param asOf what was recorded later is not seen
 */
public record ExportPlan(
    String id,
    String interval,
    String from,
    String to,
    String asOf,
    Format format,
    Compression compression) {

  /** What the file is. */
  public enum Format {
    @JsonProperty("parquet")
    PARQUET,
    @JsonProperty("csv")
    CSV,
    @JsonProperty("ndjson")
    NDJSON
  }

  /** How it is compressed; in Parquet the pages are. */
  public enum Compression {
    @JsonProperty("zstd")
    ZSTD,
    @JsonProperty("gzip")
    GZIP,
    @JsonProperty("none")
    NONE
  }

  CandleRange range() {
    Interval length = Interval.of(interval).orElseThrow();
    return new CandleRange(
        Series.parse(id),
        length,
        length.ceiling(Times.parse(from)),
        Times.parse(to),
        Integer.MAX_VALUE);
  }

  long asOfNanos() {
    return Times.parse(asOf);
  }

  /** {@code binance-btc-usdt-1m.parquet}. */
  String fileName() {
    String plain = id.replace(':', '-') + "-" + interval;
    return plain
        + switch (format) {
          case PARQUET -> ".parquet";
          case CSV -> ".csv" + ending();
          case NDJSON -> ".ndjson" + ending();
        };
  }

  private String ending() {
    return switch (compression) {
      case ZSTD -> ".zst";
      case GZIP -> ".gz";
      case NONE -> "";
    };
  }

  String mediaType() {
    return switch (format) {
      case PARQUET -> "application/vnd.apache.parquet";
      case CSV -> compressed("text/csv");
      case NDJSON -> compressed("application/x-ndjson");
    };
  }

  private String compressed(String plain) {
    return switch (compression) {
      case ZSTD -> "application/zstd";
      case GZIP -> "application/gzip";
      case NONE -> plain;
    };
  }
}
