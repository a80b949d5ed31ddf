package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A closed candle in which something traded, as a venue tells it over REST.
 *
 * @param openTimeNanos start of its interval, nanoseconds since 1970 UTC
 * @param volume base units, more than 0
 * @param quoteVolume quote units; null where the venue does not say
 * @param trades matches; null where the venue does not say
 */
public record VenueCandle(
    long openTimeNanos,
    Decimal open,
    Decimal high,
    Decimal low,
    Decimal close,
    BigDecimal volume,
    @Nullable BigDecimal quoteVolume,
    @Nullable Long trades) {

  public VenueCandle {
    boolean ordered = low.compareTo(open.min(close)) <= 0 && high.compareTo(open.max(close)) >= 0;
    if (!low.isPositive() || !ordered) {
      throw new IllegalArgumentException(
          "prices: " + open + ", " + high + ", " + low + ", " + close);
    }
    if (volume.signum() <= 0) {
      throw new IllegalArgumentException("volume: " + volume);
    }
    if (quoteVolume != null && quoteVolume.signum() < 0) {
      throw new IllegalArgumentException("quote volume: " + quoteVolume);
    }
    if (trades != null && trades < 0) {
      throw new IllegalArgumentException("trades: " + trades);
    }
    volume = volume.stripTrailingZeros();
    quoteVolume = quoteVolume == null ? null : quoteVolume.stripTrailingZeros();
  }
}
