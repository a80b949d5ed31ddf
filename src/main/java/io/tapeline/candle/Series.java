package io.tapeline.candle;

import io.tapeline.market.Instrument;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import org.jspecify.annotations.Nullable;

/**
 * Whose candles: those of one market, {@code binance:btc-usdt}, or those of an index instrument,
 * {@code btc-usd}, which has no venue.
 */
public record Series(@Nullable Venue venue, Instrument instrument) {

  public static Series of(Market market) {
    return new Series(market.venue(), market.instrument());
  }

  public static Series index(Instrument instrument) {
    return new Series(null, instrument);
  }

  /**
   * @throws IllegalArgumentException if the id has neither form
   */
  public static Series parse(String id) {
    return id.indexOf(':') < 0 ? index(Instrument.parse(id)) : of(Market.parse(id));
  }

  public String id() {
    return venue == null ? instrument.id() : venue.id() + ":" + instrument.id();
  }

  @Override
  public String toString() {
    return id();
  }
}
