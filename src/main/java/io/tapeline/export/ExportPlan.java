package io.tapeline.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapeline.http.Times;
import org.jspecify.annotations.Nullable;

/**
 * Which rows go into which file, settled when it was asked for: what a job keeps, and what it does
 * again if it was stopped.
 *
 * @param data of which kind: {@code candles}
 * @param id of the series: {@code binance:btc-usdt}
 * @param interval of rows that have one
 * @param from RFC 3339, as all times here
 * @param asOf what was recorded later is not seen
 */
public record ExportPlan(
    String data,
    String id,
    @Nullable String interval,
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

  /** Inclusive, nanoseconds since 1970 UTC. */
  public long fromNanos() {
    return Times.parse(from);
  }

  /** Exclusive. */
  public long toNanos() {
    return Times.parse(to);
  }

  public long asOfNanos() {
    return Times.parse(asOf);
  }

  /** {@code binance-btc-usdt-1m.parquet}, {@code binance-btc-usdt-trades.csv.zst}. */
  String fileName() {
    String plain = id.replace(':', '-') + "-" + (interval == null ? data : interval);
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
