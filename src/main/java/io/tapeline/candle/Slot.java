package io.tapeline.candle;

import io.tapeline.market.Interval;

/** A candle's place: one interval of one series. */
public record Slot(Series series, Interval interval, long openTimeNanos) {

  public Slot {
    if (openTimeNanos != interval.floor(openTimeNanos)) {
      throw new IllegalArgumentException("openTime is not a start of " + interval);
    }
  }

  public static Slot of(Series series, Candle candle) {
    return new Slot(series, candle.interval(), candle.openTimeNanos());
  }

  public long closeTimeNanos() {
    return openTimeNanos + interval.nanos();
  }
}
