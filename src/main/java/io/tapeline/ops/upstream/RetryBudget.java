package io.tapeline.ops.upstream;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps retries a share of the calls that they repeat, so that an outage is never multiplied: of a
 * window's calls at most so many percent are made again, or a few where there are hardly any. Any
 * thread.
 */
final class RetryBudget {

  /** Within a window, however few calls there are. */
  static final int LEAST = 3;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** The window moves on by one of its slots, and forgets the oldest. */
  private static final int SLOTS = 12;

  private static final int PERCENT = 100;

  private final int percent;
  private final LongSupplier clockNanos;
  private final long[] calls = new long[SLOTS];
  private final long[] retries = new long[SLOTS];
  private long slot;

  /**
   * @param clockNanos a clock that only goes forward, whatever its beginning
   */
  RetryBudget(int percent, LongSupplier clockNanos) {
    this.percent = percent;
    this.clockNanos = clockNanos;
    this.slot = slot();
  }

  private long slot() {
    return Math.floorDiv(clockNanos.getAsLong(), WINDOW.toNanos() / SLOTS);
  }

  /** A call is made for the first time. */
  synchronized void called() {
    calls[current()]++;
  }

  /** Whether one may be made again; then it is counted. */
  synchronized boolean take() {
    int now = current();
    long most = Math.max(percent == 0 ? 0 : LEAST, sum(calls) * percent / PERCENT);
    boolean left = sum(retries) < most;
    if (left) {
      retries[now]++;
    }
    return left;
  }

  private int current() {
    long now = slot();
    long passed = Math.min(now - slot, SLOTS);
    for (long i = 0; i < passed; i++) {
      int next = Math.floorMod(now - i, SLOTS);
      calls[next] = 0;
      retries[next] = 0;
    }
    slot = now;
    return Math.floorMod(now, SLOTS);
  }

  private static long sum(long... counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
