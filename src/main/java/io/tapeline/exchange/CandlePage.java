package io.tapeline.exchange;

import java.util.List;

/**
 * What one answer tells of candles. From {@code toldFromNanos} to {@code toldToNanos} it tells all:
 * where no candle is, nothing traded. Of the rest of the page it tells nothing.
 *
 * @param candles within what is told, by time
 * @param toldFromNanos nanoseconds since 1970 UTC; not before {@code toldToNanos} if nothing is
 *     told
 * @param resumeNanos what lies before this is to be asked next; the start of what was wanted if the
 *     venue has no more
 */
public record CandlePage(
    List<VenueCandle> candles, long toldFromNanos, long toldToNanos, long resumeNanos) {

  public CandlePage {
    candles = List.copyOf(candles);
    for (VenueCandle candle : candles) {
      if (candle.openTimeNanos() < toldFromNanos || candle.openTimeNanos() >= toldToNanos) {
        throw new IllegalArgumentException("a candle is outside of what is told");
      }
    }
  }
}
