package io.tapeline.sandbox;

import io.tapeline.sandbox.price.Hash;
import java.time.Duration;
import java.time.Instant;

/**
 * When the events of a kind happen: event n somewhere in the nth slot since 2020, so that numbers
 * follow each other and both ways, number to time and time to number, are computed at once. Times
 * are whole milliseconds, as most venues send them.
 *
 * @param periodNanos a slot's length
 */
record Schedule(long seed, long periodNanos) {

  private static final long EPOCH_NANOS =
      Duration.between(Instant.EPOCH, Instant.parse("2020-01-01T00:00:00Z")).toNanos();
  private static final long MILLI_NANOS = 1_000_000;

  Schedule {
    if (periodNanos <= 0) {
      throw new IllegalArgumentException("period: " + periodNanos);
    }
  }

  /** When this event happens, nanoseconds since 1970 UTC; never before the one of number − 1. */
  long timeOf(long number) {
    long exact = exact(number);
    return exact - Math.floorMod(exact, MILLI_NANOS);
  }

  /** The number of the last event that has happened by this time; 0 or less if there is none. */
  long lastBy(long timeNanos) {
    long end = timeNanos - Math.floorMod(timeNanos, MILLI_NANOS) + MILLI_NANOS;
    long slot = Math.floorDiv(end - 1 - EPOCH_NANOS, periodNanos);
    return exact(slot) < end ? slot : slot - 1;
  }

  private long exact(long number) {
    long jitter = (long) (Hash.unit(Hash.of(seed, number)) * periodNanos);
    return EPOCH_NANOS + number * periodNanos + jitter;
  }
}
