package io.tapeline.candle.export;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;

/**
 * Which candles go into which file, settled when it was asked for: what a job keeps, and what it
 * does again if it was stopped.
 *
 * @param asOfNanos what was recorded later is not seen
 */
public record ExportPlan(
    String series,
    String interval,
    long fromNanos,
    long toNanos,
    long asOfNanos,
    Format format,
    Compression compression) {

  /** What the file is. */
  public enum Format {
    PARQUET,
    CSV,
    NDJSON
  }

  /** How it is compressed; in Parquet the pages are. */
  public enum Compression {
    ZSTD,
    GZIP,
    NONE
  }

  CandleRange range() {
    Interval length = Interval.of(interval).orElseThrow();
    return new CandleRange(
        Series.parse(series), length, length.ceiling(fromNanos), toNanos, Integer.MAX_VALUE);
  }

  /** {@code binance-btc-usdt-1m.parquet}. */
  String fileName() {
    String plain = series.replace(':', '-') + "-" + interval;
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
