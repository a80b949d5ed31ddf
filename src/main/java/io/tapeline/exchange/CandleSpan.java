package io.tapeline.exchange;

import io.tapeline.market.Interval;
import java.util.Optional;

/**
 * Neighbouring intervals, at least one.
 *
 * @param fromNanos where the first one starts, nanoseconds since 1970 UTC
 * @param toNanos where the last one ends
 */
public record CandleSpan(Interval interval, long fromNanos, long toNanos) {

  public CandleSpan {
    if (interval.floor(fromNanos) != fromNanos
        || interval.floor(toNanos) != toNanos
        || fromNanos >= toNanos) {
      throw new IllegalArgumentException("span: " + fromNanos + " to " + toNanos);
    }
  }

  /** The whole intervals from one time to another; empty if there is none. */
  public static Optional<CandleSpan> within(Interval interval, long fromNanos, long toNanos) {
    long from = interval.ceiling(fromNanos);
    long to = interval.floor(toNanos);
    return from < to ? Optional.of(new CandleSpan(interval, from, to)) : Optional.empty();
  }

  /** The last intervals of these, so many at most. */
  public CandleSpan newest(int count) {
    long from = toNanos - count * interval.nanos();
    return new CandleSpan(interval, Math.max(from, fromNanos), toNanos);
  }

  /** How many intervals there are. */
  public long count() {
    return (toNanos - fromNanos) / interval.nanos();
  }

  /** An interval of these starts at this time. */
  public boolean has(long openTimeNanos) {
    return openTimeNanos >= fromNanos && openTimeNanos < toNanos;
  }
}
