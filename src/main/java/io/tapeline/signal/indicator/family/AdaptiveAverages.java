package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.AVERAGE;
import static io.tapeline.signal.indicator.Family.TREND;
import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.decimal;
import static io.tapeline.signal.indicator.Parameter.length;

import io.tapeline.signal.column.Averages;
import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Memory;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Averages that follow faster the more there is to follow. */
final class AdaptiveAverages {

  private AdaptiveAverages() {}

  static List<Indicator> all() {
    return List.of(kaufman(), efficiency(), vidya(), mcginley());
  }

  private static Indicator kaufman() {
    return Entry.of(AVERAGE, "kama", "Kaufman's adaptive moving average")
        .takes(candles("n", 10), candles("fast", 2, 1, 40), candles("slow", 30, 2, 40))
        .ascending(1, 2)
        .gives(Unit.PRICE)
        .formula(
            "y = y′ + s²·(close − y′), s = er·(f − g) + g, f = 2 / (fast + 1), g = 2 / (slow + 1),"
                + " er = er(n)")
        .source(Sources.KAUFMAN)
        .from(a -> a.count(0))
        .seeded(
            "as the close of the n-th candle; the warm-up is that of a market that goes nowhere",
            a -> {
              double slowest = Averages.weight(a.count(2));
              return Memory.of(1 - slowest * slowest);
            })
        .is(AdaptiveAverages::kaufman);
  }

  private static double[] kaufman(Bars bars, Arguments a) {
    double fast = Averages.weight(a.count(1));
    double slow = Averages.weight(a.count(2));
    double[] speed = Columns.map(efficiency(bars, a), er -> er * (fast - slow) + slow);
    double[] weights = Columns.times(speed, speed);
    return following(bars.close(), weights, a.count(0) - 1);
  }

  private static Indicator efficiency() {
    return Entry.of(TREND, "er", "Efficiency ratio")
        .takes(candles("n", 10))
        .gives(Unit.RATIO)
        .formula("|close − close of n candles ago| / Σ|close − close′| over n; 0 where that is 0")
        .source(Sources.KAUFMAN)
        .from(a -> a.count(0))
        .is(AdaptiveAverages::efficiency);
  }

  private static double[] efficiency(Bars bars, Arguments a) {
    double[] way = Columns.size(Columns.change(bars.close(), a.count(0)));
    double[] steps = Columns.size(Columns.change(bars.close(), 1));
    return Columns.ratio(1, way, Windows.sum(steps, a.count(0)), 0);
  }

  private static Indicator vidya() {
    return Entry.of(AVERAGE, "vidya", "Variable index dynamic average")
        .takes(length("short", 9), length("long", 30), decimal("alpha", "0.2", "0.01", "1"))
        .ascending(0, 1)
        .gives(Unit.PRICE)
        .formula(
            "y = y′ + alpha·k·(close − y′), k = stddev(short) / stddev(long), 0 where that is 0")
        .source(Sources.CHANDE)
        .from(a -> a.count(1) - 1)
        .seeded(
            "as the close before; the warm-up takes k to be a quarter at least",
            a -> Memory.of(1 - a.number(2) / 4))
        .is(AdaptiveAverages::vidya);
  }

  private static double[] vidya(Bars bars, Arguments a) {
    double[] weights =
        Columns.ratio(
            a.number(2),
            Windows.deviation(bars.close(), a.count(0)),
            Windows.deviation(bars.close(), a.count(1)),
            0);
    return following(bars.close(), weights, a.count(1) - 2);
  }

  /** y = y′ + w·(x − y′) from a seed on. */
  private static double[] following(double[] x, double[] weights, int seed) {
    double[] result = Columns.from(x, seed);
    for (int i = seed + 1; i < x.length; i++) {
      result[i] = result[i - 1] + weights[i] * (x[i] - result[i - 1]);
    }
    return result;
  }

  private static Indicator mcginley() {
    return Entry.of(AVERAGE, "mcginley", "McGinley dynamic")
        .takes(candles("n", 14, 1, 200))
        .gives(Unit.PRICE)
        .formula("y = y′ + (close − y′) / (n·(close / y′)⁴)")
        .source("John McGinley, Technically Speaking, 1990")
        .differs("Some use 0.6·n; the article has n")
        .from(a -> a.count(0) - 1)
        .seeded("as the first close", a -> 2 * Memory.wilder(a.count(0)))
        .is(AdaptiveAverages::mcginley);
  }

  private static double[] mcginley(Bars bars, Arguments a) {
    double[] result = bars.close().clone();
    for (int i = 1; i < result.length; i++) {
      double share = result[i] / result[i - 1];
      double speed = a.count(0) * share * share * share * share;
      result[i] = result[i - 1] + (result[i] - result[i - 1]) / speed;
    }
    return result;
  }
}
