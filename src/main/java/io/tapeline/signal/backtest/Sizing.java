package io.tapeline.signal.backtest;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.statistic.Returns;
import io.tapeline.signal.verdict.ClosedCandles;

/** Which share of what is there goes into a position when it is entered; it stays what it is. */
public sealed interface Sizing {

  /** Candles before and with the one of a decision that it looks at. */
  int candles();

  /**
   * The share, above 0 and at most 1: nothing is borrowed. Not a number where it can't be told, and
   * then there is no entry.
   *
   * @param candle at whose close it is decided
   */
  double share(ClosedCandles market, int candle);

  /**
   * The same share always.
   *
   * @param share above 0 and at most 1
   */
  record Fraction(double share) implements Sizing {

    public static final Fraction ALL = new Fraction(1);

    public Fraction {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share: " + share);
      }
    }

    @Override
    public int candles() {
      return 0;
    }

    @Override
    public double share(ClosedCandles market, int candle) {
      return share;
    }
  }

  /**
   * As much as would have had this volatility: target / realised, at most 1. Realised is the
   * deviation of the logarithmic returns of the last candles, a year.
   *
   * @param target a year, such as 0.4
   * @param returns how many, at least 2
   */
  record VolatilityTarget(double target, int returns) implements Sizing {

    public VolatilityTarget {
      if (!(target > 0) || returns < 2) {
        throw new IllegalArgumentException("target: " + target + ", " + returns);
      }
    }

    @Override
    public int candles() {
      return returns + 1;
    }

    @Override
    public double share(ClosedCandles market, int candle) {
      if (!market.isWhole(candle, candles())) {
        return Double.NaN;
      }
      Interval interval = market.interval();
      Bars last = market.bars().slice(candle - returns, candle + 1);
      double volatility = Returns.of(interval, last.openTimes(), last.close()).volatility();
      return volatility > 0 ? Math.min(1, target / volatility) : Double.NaN;
    }
  }
}
