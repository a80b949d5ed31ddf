package io.tapeline.sandbox;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/**
 * The last 24 hours in short, for tickers: from samples of the price path and the average trade,
 * since adding up every trade of a day takes too long for a message.
 *
 * @param volume base units
 * @param turnover quote units
 */
public record DayStats(
    Decimal open, Decimal high, Decimal low, Decimal last, Decimal volume, Decimal turnover) {

  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  /**
   * The part that changes by the hour: samples stand on whole hours, so that the extremes do not
   * flicker from message to message.
   */
  record Hour(
      long startNanos, Decimal open, Decimal high, Decimal low, double quantity, double mid) {

    static Hour of(SimulatedMarket market, long timeNanos) {
      long start = Math.floorDiv(timeNanos, HOUR_NANOS) * HOUR_NANOS;
      Decimal open = price(market, start - DAY_NANOS);
      Decimal high = open;
      Decimal low = open;
      for (long sample = start; sample > start - DAY_NANOS; sample -= HOUR_NANOS) {
        Decimal price = price(market, sample);
        high = high.max(price);
        low = low.min(price);
      }
      return new Hour(start, open, high, low, market.averageQuantity(start), market.mid(start));
    }

    boolean holds(long timeNanos) {
      return timeNanos >= startNanos && timeNanos < startNanos + HOUR_NANOS;
    }
  }

  public static DayStats at(SimulatedMarket market, long timeNanos) {
    long newest = market.lastTrade(timeNanos);
    Decimal last = market.trade(newest).price();
    Hour hour = market.hour(timeNanos);
    double volume = (newest - market.lastTrade(timeNanos - DAY_NANOS)) * hour.quantity;
    return new DayStats(
        hour.open,
        hour.high.max(last),
        hour.low.min(last),
        last,
        market.terms().quantity(volume),
        quoteUnits(volume * hour.mid));
  }

  private static Decimal quoteUnits(double turnover) {
    return new Decimal(Math.max(1, Math.round(turnover * 1e4)), 4);
  }

  private static Decimal price(SimulatedMarket market, long timeNanos) {
    MarketTerms terms = market.terms();
    return terms.price(Math.max(1, Math.round(terms.ticks(market.mid(timeNanos)))));
  }

  public double openPrice() {
    return open.toBigDecimal().doubleValue();
  }

  /** Quote asset per unit of base, weighted by volume. */
  public BigDecimal average() {
    return turnover.toBigDecimal().divide(volume.toBigDecimal(), PRECISION);
  }

  /** Last over open, less 1; a ratio. */
  public double change() {
    return last.toBigDecimal().doubleValue() / openPrice() - 1;
  }
}
