package io.tapeline.sandbox;

import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What a market's trades of an interval come to, as venues answer it.
 *
 * @param openTimeNanos start of the interval, nanoseconds since 1970 UTC
 * @param volume base units
 * @param turnover quote units
 * @param buyVolume base units that aggressors bought
 * @param buyTurnover quote units that aggressors bought for
 * @param firstTrade number of the first trade
 * @param lastTrade number of the last trade
 */
public record SimulatedCandle(
    long openTimeNanos,
    Decimal open,
    Decimal high,
    Decimal low,
    Decimal close,
    BigDecimal volume,
    BigDecimal turnover,
    BigDecimal buyVolume,
    BigDecimal buyTurnover,
    long firstTrade,
    long lastTrade) {

  /** Trades that one answer may look at; a longer history is cut, the newest part is kept. */
  private static final long MAX_TRADES = 400_000;

  public long count() {
    return lastTrade - firstTrade + 1;
  }

  /** Quote asset per unit of base, weighted by volume. */
  public BigDecimal average() {
    return turnover.divide(volume, MathContext.DECIMAL64);
  }

  /**
   * The candles that open from one time to before another, oldest first; none where nothing traded.
   *
   * @param intervalNanos candles open at its multiples since 1970
   * @param limit at most so many, the newest
   * @param nowNanos the last candle is open if it ends after this
   */
  public static List<SimulatedCandle> of(
      SimulatedMarket market,
      long intervalNanos,
      long fromNanos,
      long toNanos,
      int limit,
      long nowNanos) {
    long end = Math.min(toNanos, nowNanos + 1);
    long last = Math.floorDiv(end - 1, intervalNanos) * intervalNanos;
    List<SimulatedCandle> newestFirst = new ArrayList<>();
    long looked = 0;
    for (long open = last; open >= fromNanos && newestFirst.size() < limit; open -= intervalNanos) {
      long firstTrade = Math.max(1, market.lastTrade(open - 1) + 1);
      long lastTrade = market.lastTrade(Math.min(open + intervalNanos - 1, nowNanos));
      looked += Math.max(1, lastTrade - firstTrade + 1);
      if (lastTrade < 1 || (looked > MAX_TRADES && !newestFirst.isEmpty())) {
        break;
      }
      if (lastTrade >= firstTrade) {
        newestFirst.add(of(market, open, firstTrade, lastTrade));
      }
    }
    return newestFirst.reversed();
  }

  private static SimulatedCandle of(SimulatedMarket market, long open, long first, long last) {
    Trade trade = market.trade(first);
    Decimal opened = trade.price();
    Decimal high = opened;
    Decimal low = opened;
    BigDecimal volume = BigDecimal.ZERO;
    BigDecimal turnover = BigDecimal.ZERO;
    BigDecimal buyVolume = BigDecimal.ZERO;
    BigDecimal buyTurnover = BigDecimal.ZERO;
    for (long n = first; n <= last; n++) {
      trade = market.trade(n);
      high = high.max(trade.price());
      low = low.min(trade.price());
      BigDecimal quantity = trade.quantity().toBigDecimal();
      BigDecimal notional = trade.price().times(trade.quantity());
      volume = volume.add(quantity);
      turnover = turnover.add(notional);
      if (trade.side() == Side.BUY) {
        buyVolume = buyVolume.add(quantity);
        buyTurnover = buyTurnover.add(notional);
      }
    }
    return new SimulatedCandle(
        open,
        opened,
        high,
        low,
        trade.price(),
        volume,
        turnover,
        buyVolume,
        buyTurnover,
        first,
        last);
  }
}
