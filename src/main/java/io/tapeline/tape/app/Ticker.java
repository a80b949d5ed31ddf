package io.tapeline.tape.app;

import static io.tapeline.tape.app.TapeFollower.TICK_NANOS;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Makes ticks out of tape time. After a long silence it jumps, since everything has aged by then.
 */
final class Ticker {

  private static final long SILENCE_NANOS = Duration.ofMinutes(15).toNanos();

  private final LongConsumer tick;
  private long nextNanos = Long.MIN_VALUE;
  private long lastEventNanos;

  Ticker(LongConsumer tick) {
    this.tick = tick;
  }

  /** Ticks up to this time, inclusive. Before the first event there is no tape time. */
  void advance(long timeNanos) {
    if (nextNanos == Long.MIN_VALUE) {
      return;
    }
    while (nextNanos <= timeNanos) {
      tick.accept(nextNanos);
      nextNanos += TICK_NANOS;
      if (nextNanos - lastEventNanos > SILENCE_NANOS && nextNanos < floor(timeNanos)) {
        nextNanos = floor(timeNanos);
      }
    }
  }

  /** An event at this time is about to be told. */
  void event(long timeNanos) {
    if (nextNanos == Long.MIN_VALUE) {
      nextNanos = floor(timeNanos) + TICK_NANOS;
    } else {
      advance(timeNanos);
    }
    lastEventNanos = Math.max(lastEventNanos, timeNanos);
  }

  private static long floor(long timeNanos) {
    return Math.floorDiv(timeNanos, TICK_NANOS) * TICK_NANOS;
  }
}
