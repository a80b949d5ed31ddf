package io.tapeline.exchange.kraken;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.TradeId;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids for trades that come without: made of time, price, quantity and side, and counted among equal
 * ones of the same moment, so that the same trade gets the same id whenever it is read again and
 * two equal trades get two.
 */
final class DerivedIds {

  /** What the last trade of a market was, and how often in a row. */
  private static final class Last {
    long time;
    long digest;
    int times;
  }

  private final Map<Market, Last> byMarket = new HashMap<>();

  TradeId next(Market market, long timeNanos, Decimal price, Decimal quantity, Side side) {
    long digest =
        mix(mix(mix(price.unscaled()) + price.scale()) ^ quantity.unscaled())
            + quantity.scale() * 31L
            + (side == Side.BUY ? 1 : side == Side.SELL ? 2 : 0);
    Last last = byMarket.computeIfAbsent(market, _ -> new Last());
    boolean again = last.time == timeNanos && last.digest == digest;
    last.times = again ? last.times + 1 : 0;
    last.time = timeNanos;
    last.digest = digest;
    // the high word is never 0, which would make the id a number
    return new TradeId(timeNanos | Long.MIN_VALUE, mix(digest + last.times));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): spreads every bit over all. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
