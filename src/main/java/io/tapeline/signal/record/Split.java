package io.tapeline.signal.record;

import io.tapeline.market.Interval;
import java.time.Duration;

/**
 * Where the parts of a record are: they follow from the day alone, from nothing that the candles
 * say. Open times, nanoseconds since 1970 UTC.
 *
 * @param begin the first in sample
 * @param split the first out of sample, and the end of what is in sample
 * @param end exclusive
 */
record Split(long begin, long split, long end) {

  private static final long DAY = Duration.ofDays(1).toNanos();

  /** Up to the last midnight. */
  static Split of(RecordConfig config, Interval interval, long asOfNanos) {
    long end = Math.floorDiv(asOfNanos, DAY) * DAY;
    long split = end - config.outOfSample().toNanos();
    long begin = Math.max(0, split - config.inSample().toNanos());
    return new Split(interval.ceiling(begin), interval.ceiling(split), interval.ceiling(end));
  }
}
