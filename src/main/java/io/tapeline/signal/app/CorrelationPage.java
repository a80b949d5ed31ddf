package io.tapeline.signal.app;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;

/**
 * Rows of a correlation matrix, one for each interval from the first on.
 *
 * @param firstNanos open time of the first row
 * @param window returns that each figure is made of
 */
public record CorrelationPage(Interval interval, long firstNanos, int rows, int window) {

  public long openTimeNanos(int row) {
    return firstNanos + row * interval.nanos();
  }

  /** Candles before the first row that are read: those of its window, if there is time for them. */
  int before() {
    return (int) ((firstNanos - beginNanos()) / interval.nanos());
  }

  long beginNanos() {
    return interval.ceiling(Math.max(0, firstNanos - window * interval.nanos()));
  }

  /** All that has to be read of a series. */
  CandleRange range(Series series) {
    return new CandleRange(
        series, interval, beginNanos(), openTimeNanos(rows), before() + rows + 1);
  }
}
