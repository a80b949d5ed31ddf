package io.tapeline.tape;

import io.tapeline.market.Market;
import io.tapeline.market.Trade;

/**
 * Trades of a market behind a place and before a time.
 *
 * @param toNanos event time, exclusive, nanoseconds since 1970 UTC; the range may be empty
 */
public record TradeRange(Market market, TradePlace after, long toNanos) {

  /**
   * @param fromNanos inclusive
   */
  public static TradeRange of(Market market, long fromNanos, long toNanos) {
    return new TradeRange(market, TradePlace.before(fromNanos), toNanos);
  }

  /** What is left behind a trade of it. */
  public TradeRange behind(Trade last) {
    return new TradeRange(market, TradePlace.of(last), toNanos);
  }

  /** Of the same market. */
  public boolean has(Trade trade) {
    return trade.eventTimeNanos() < toNanos && TradePlace.of(trade).compareTo(after) > 0;
  }
}
