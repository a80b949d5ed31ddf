package io.tapeline.candle.app;

import io.tapeline.candle.Candle;
import java.time.Duration;
import java.util.List;

/** Candles of a range, and the moment as of which they are known: a fact that never changes. */
public record KnownRange(List<Candle> candles, long asOfNanos) {

  public KnownRange {
    candles = List.copyOf(candles);
  }

  /**
   * An answer, and how long it may still be given.
   *
   * @param left of the time for which it is kept
   */
  public record Kept(KnownRange known, Duration left) {}
}
