package io.tapeline.signal.statistic;

import org.jspecify.annotations.Nullable;

/**
 * The deepest fall of closes below the highest close before.
 *
 * @param depth share of that highest close, 0 to 1
 * @param peakNanos when that was the price; nanoseconds since 1970 UTC
 * @param troughNanos when the fall was deepest
 * @param recoveredNanos when a close was as high again; null if none was yet
 */
public record Drawdown(
    double depth, long peakNanos, long troughNanos, @Nullable Long recoveredNanos) {

  /** Null where no close is below one before. */
  static @Nullable Drawdown of(Returns series) {
    int peak = 0;
    int top = 0;
    int trough = 0;
    double depth = 0;
    for (int i = 1; i < series.size(); i++) {
      if (series.close(i) > series.close(top)) {
        top = i;
      }
      double fall = 1 - series.close(i) / series.close(top);
      if (fall > depth) {
        depth = fall;
        peak = top;
        trough = i;
      }
    }
    return depth == 0
        ? null
        : new Drawdown(
            depth,
            series.closeTimeNanos(peak),
            series.closeTimeNanos(trough),
            recovered(series, peak, trough));
  }

  private static @Nullable Long recovered(Returns series, int peak, int trough) {
    for (int i = trough; i < series.size(); i++) {
      if (series.close(i) >= series.close(peak)) {
        return series.closeTimeNanos(i);
      }
    }
    return null;
  }
}
