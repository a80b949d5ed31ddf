package io.tapeline.sandbox;

import io.tapeline.market.Trade;

/** Something that happens on a simulated market. */
public sealed interface MarketEvent {

  SimulatedMarket market();

  /** Nanoseconds since 1970 UTC, whole milliseconds. */
  long timeNanos();

  /** A trade; its id is the market's own consecutive number. */
  record Traded(SimulatedMarket market, Trade trade) implements MarketEvent {
    @Override
    public long timeNanos() {
      return trade.eventTimeNanos();
    }
  }

  /**
   * A new best bid or ask, and with it a new order book.
   *
   * @param number the market's own consecutive number of this book
   */
  record Quoted(SimulatedMarket market, long number, BestLevels best) implements MarketEvent {
    @Override
    public long timeNanos() {
      return best.timeNanos();
    }
  }
}
