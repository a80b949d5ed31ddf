package io.tapeline.chain.rpc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much a node may be asked: so many calls a second, a second's worth at once. More than that at
 * once is let through when nothing was asked for a while, and paid for by waiting afterwards. Any
 * thread.
 */
final class Pace {

  private final double perNano;
  private final double most;
  private final LongSupplier nanoTime;
  private double left;
  private long since;

  /**
   * @param nanoTime as of {@link System#nanoTime}
   */
  Pace(int callsPerSecond, LongSupplier nanoTime) {
    this.perNano = (double) callsPerSecond / TimeUnit.SECONDS.toNanos(1);
    this.most = callsPerSecond;
    this.nanoTime = nanoTime;
    this.left = most;
    this.since = nanoTime.getAsLong();
  }

  /** Zero if so many may be made now, and they are counted; else how long to wait. */
  synchronized Duration take(int calls) {
    long now = nanoTime.getAsLong();
    left = Math.min(most, left + (now - since) * perNano);
    since = now;
    double needed = Math.min(calls, most);
    if (left >= needed) {
      left -= calls;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((needed - left) / perNano));
  }
}
