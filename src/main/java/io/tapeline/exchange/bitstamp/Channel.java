package io.tapeline.exchange.bitstamp;

import io.tapeline.market.Market;

/**
 * A channel of a market that we map, {@code live_trades_btcusd}.
 *
 * @param priceScale digits after the point that a price written as a double is rounded to
 * @param quantityScale the same for an amount
 */
record Channel(Kind kind, Market market, int priceScale, int quantityScale) {

  enum Kind {
    TRADES,
    /** The best 100 levels, whole each time. */
    BOOK,
    /** The best 100 orders of a side, whole each time. */
    ORDERS,
    /** Changes of a book whose beginning only REST has. */
    CHANGES
  }
}
