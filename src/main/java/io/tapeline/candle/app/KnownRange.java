package io.tapeline.candle.app;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candles of a range, and the moment as of which they are known: a fact that never changes. */
public record KnownRange(List<Candle> candles, long asOfNanos) {

  public KnownRange {
    candles = List.copyOf(candles);
  }

  /**
   * What was asked.
   *
   * @param asOfNanos as of this moment; null for the newest
   */
  public record Question(CandleRange range, @Nullable Long asOfNanos) {}

  /**
   * An answer, and how long it may still be given.
   *
   * @param left of the time for which it is kept
   */
  public record Kept(KnownRange known, Duration left) {}
}
