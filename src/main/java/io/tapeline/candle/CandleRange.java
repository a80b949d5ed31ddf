package io.tapeline.candle;

import io.tapeline.market.Interval;

/**
 * Which candles are asked for.
 *
 * @param fromNanos first open time, inclusive; a start of the interval
 * @param toNanos last open time, exclusive
 * @param limit candles at most, the first of the range
 */
public record CandleRange(
    Series series, Interval interval, long fromNanos, long toNanos, int limit) {

  public CandleRange {
    if (fromNanos != interval.floor(fromNanos)) {
      throw new IllegalArgumentException("from is not a start of " + interval);
    }
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException("to is before from");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit);
    }
  }

  /** The interval whose candles are kept and make this one's. */
  public Interval base() {
    return interval == Interval.S1 ? Interval.S1 : Interval.M1;
  }

  /** The end of what can be answered within the limit. */
  public long reachNanos() {
    // no product and no sum that could get out of range
    return (toNanos - fromNanos) / interval.nanos() < limit
        ? toNanos
        : fromNanos + limit * interval.nanos();
  }
}
