package io.tapeline.ops;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps us from asking again and again what does not answer: after a failure it is left alone for a
 * while, twice as long after each further one, and then asked by one of all. Any thread.
 */
public final class Breaker {

  private static final int MAX_DOUBLINGS = 20;

  private final long firstRestNanos;
  private final long longestRestNanos;
  private final LongSupplier clockNanos;
  private int failures;
  private long restUntilNanos;

  /**
   * @param clockNanos a clock that only goes forward, whatever its beginning
   */
  public Breaker(Duration firstRest, Duration longestRest, LongSupplier clockNanos) {
    this.firstRestNanos = firstRest.toNanos();
    this.longestRestNanos = longestRest.toNanos();
    this.clockNanos = clockNanos;
  }

  /** Whether to ask now; who does tells how it went. */
  public synchronized boolean allows() {
    if (failures == 0) {
      return true;
    }
    long now = clockNanos.getAsLong();
    if (now - restUntilNanos < 0) {
      return false;
    }
    restUntilNanos = now + firstRestNanos;
    return true;
  }

  public synchronized void worked() {
    failures = 0;
  }

  public synchronized void failed() {
    long rest = firstRestNanos << Math.min(failures, MAX_DOUBLINGS);
    failures++;
    restUntilNanos = clockNanos.getAsLong() + Math.min(rest, longestRestNanos);
  }
}
