package io.tapeline.access;

import java.time.Duration;

/** How much an account asks of one replica: what is leased ahead goes by it. */
final class Pace {

  private static final long SLOT_NANOS = Duration.ofMillis(250).toNanos();

  private long slotNanos;
  private long before;
  private long current;
  private long latest;

  Pace(long nowNanos) {
    slotNanos = nowNanos;
  }

  void asked(long cost, long nowNanos) {
    roll(nowNanos);
    current = Math.min(current + cost, Limit.MAX_UNITS);
    latest = cost;
  }

  /** The latest request's cost. */
  long latest() {
    return latest;
  }

  /**
   * Units that were asked for in the last quarter to half of a second before the latest request.
   * Without that one, since a request that comes alone is no reason to expect another.
   */
  long units(long nowNanos) {
    roll(nowNanos);
    return Math.max(0, before + current - latest);
  }

  private void roll(long nowNanos) {
    long sinceNanos = nowNanos - slotNanos;
    if (sinceNanos >= SLOT_NANOS) {
      before = sinceNanos < 2 * SLOT_NANOS ? current : 0;
      current = 0;
      slotNanos = nowNanos;
    }
  }
}
