package io.tapeline.tape.app;

import io.tapeline.tape.TapeEvent;

/**
 * Follows the tape, on the tape's own thread, so that it needs no locks of its own. Every follower
 * sees the same events in the same order; found by CDI, called by {@link #order()}.
 */
public interface TapeFollower {

  /** The tape ticks at multiples of this, in tape time. Nanoseconds. */
  long TICK_NANOS = 100_000_000;

  /** Lower is told first: candles 10, index 20, storage 30, fan-out 40. */
  int order();

  /** Something happened. Must not block: what is slow belongs behind a queue. */
  void on(TapeEvent event);

  /**
   * Tape time has come to this multiple of {@link #TICK_NANOS}: every event received before it has
   * been told. Time only moves forward; in a long silence some ticks may be left out.
   */
  void tick(long timeNanos);
}
