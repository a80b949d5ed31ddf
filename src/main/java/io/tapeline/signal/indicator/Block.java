package io.tapeline.signal.indicator;

import io.tapeline.market.Interval;

/**
 * A stretch of {@link #INTERVALS} intervals, aligned since 1970. The figures of a block are made
 * from its own candles and from a fixed number before it, wherever a question begins or ends: so
 * each is a function of its time and the candles up to it alone.
 *
 * @param startNanos the first open time, nanoseconds since 1970 UTC
 */
public record Block(Interval interval, long startNanos) {

  public static final int INTERVALS = 512;

  /** Candles that are missing before a block are made up for by older ones, up to so many. */
  private static final int SLACK = 64;

  public Block {
    if (startNanos != holding(startNanos, interval)) {
      throw new IllegalArgumentException("no start of a block: " + startNanos);
    }
  }

  /** The block of this time. */
  public static Block holding(Interval interval, long timeNanos) {
    return new Block(interval, holding(timeNanos, interval));
  }

  /** Weeks begin on Monday, which 1970 did not. */
  private static long holding(long timeNanos, Interval interval) {
    long origin = interval.ceiling(0);
    long length = INTERVALS * interval.nanos();
    return Math.floorDiv(timeNanos - origin, length) * length + origin;
  }

  /** Exclusive; the end of time for the last block that there is. */
  public long endNanos() {
    long end = startNanos + INTERVALS * interval.nanos();
    return end < startNanos ? Long.MAX_VALUE : end;
  }

  /** Not of the last block that there is. */
  public Block next() {
    return new Block(interval, endNanos());
  }

  /**
   * Candles before the block are looked for from here on.
   *
   * @param warmup how many are wanted
   */
  public long windowNanos(int warmup) {
    long most = (startNanos - interval.ceiling(0)) / interval.nanos();
    long reach = warmup == 0 ? 0 : 2L * warmup + SLACK;
    return startNanos - Math.min(most, reach) * interval.nanos();
  }
}
