package io.tapeline.signal.indicator.family;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.WilderSum;
import io.tapeline.signal.indicator.Bars;

/** Wilder's directional movement from bar to bar: his sums of how far highs and lows moved. */
final class Movement {

  private final WilderSum up;
  private final WilderSum down;
  private double high = Double.NaN;
  private double low = Double.NaN;
  private double close = Double.NaN;
  private double plus;
  private double minus;

  Movement(int n) {
    this.up = new WilderSum(n);
    this.down = new WilderSum(n);
  }

  /**
   * Takes the next bar.
   *
   * @return its true range; not a number for the first, which has no close before it
   */
  double next(Bars bars, int index) {
    double highest = bars.high()[index];
    double lowest = bars.low()[index];
    double rise = highest - high;
    double fall = low - lowest;
    plus = up.next(winner(rise, fall));
    minus = down.next(winner(fall, rise));
    double range =
        Math.max(highest - lowest, Math.max(Math.abs(highest - close), Math.abs(lowest - close)));
    high = highest;
    low = lowest;
    close = bars.close()[index];
    return range;
  }

  private static double winner(double mine, double other) {
    return Double.isNaN(mine) || (mine > 0 && mine > other) ? mine : 0;
  }

  double plus() {
    return plus;
  }

  double minus() {
    return minus;
  }

  /** 100·|plus − minus| / (plus + minus); 0 where that is 0. */
  double index() {
    return Columns.ratio(100, Math.abs(plus - minus), plus + minus, 0);
  }
}
