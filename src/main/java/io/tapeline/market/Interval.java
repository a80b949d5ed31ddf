package io.tapeline.market;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A candle's length. Intervals start at multiples of their length since 1970-01-01T00:00Z; weeks
 * start on Monday, 00:00 UTC.
 */
public enum Interval {
  S1("1s", Duration.ofSeconds(1)),
  M1("1m", Duration.ofMinutes(1)),
  M5("5m", Duration.ofMinutes(5)),
  M15("15m", Duration.ofMinutes(15)),
  M30("30m", Duration.ofMinutes(30)),
  H1("1h", Duration.ofHours(1)),
  H4("4h", Duration.ofHours(4)),
  D1("1d", Duration.ofDays(1)),
  W1("1w", Duration.ofDays(7));

  /** 1970-01-01 was a Thursday: the first Monday is four days later. */
  private static final long MONDAY_OFFSET_NANOS = Duration.ofDays(4).toNanos();

  private final String id;
  private final long nanos;

  Interval(String id, Duration length) {
    this.id = id;
    this.nanos = length.toNanos();
  }

  public static Optional<Interval> of(String id) {
    return Arrays.stream(values()).filter(interval -> interval.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  public long nanos() {
    return nanos;
  }

  public long millis() {
    return nanos / 1_000_000;
  }

  /** The start of the interval that holds this time. Nanoseconds since 1970 UTC. */
  public long floor(long timeNanos) {
    long offset = this == W1 ? MONDAY_OFFSET_NANOS : 0;
    return Math.floorDiv(timeNanos - offset, nanos) * nanos + offset;
  }

  /** The first start of an interval at this time or later. Nanoseconds since 1970 UTC. */
  public long ceiling(long timeNanos) {
    long floor = floor(timeNanos);
    return floor == timeNanos ? floor : floor + nanos;
  }

  @Override
  public String toString() {
    return id;
  }
}
