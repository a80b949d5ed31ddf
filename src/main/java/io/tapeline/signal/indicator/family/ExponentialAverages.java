package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.AVERAGE;
import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.decimal;

import io.tapeline.signal.column.Averages;
import io.tapeline.signal.column.Columns;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Memory;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Averages of closes that never forget all of what was, but almost. */
final class ExponentialAverages {

  /** Where several averages stand behind each other they are kept short. */
  private static final int LONGEST = 200;

  static final String FIRST = "as the first close";

  private ExponentialAverages() {}

  static List<Indicator> all() {
    return List.of(
        average("ema", "Exponential moving average")
            .takes(candles("n", 20))
            .formula("y = y′ + α·(close − y′), α = 2 / (n + 1)")
            .source(Sources.ACHELIS)
            .differs("TA-Lib begins with the mean of the first n: gone after the warm-up")
            .from(a -> a.count(0) - 1)
            .seeded(FIRST, a -> Memory.exponential(a.count(0)))
            .is((bars, a) -> Averages.exponential(bars.close(), a.count(0))),
        average("wilders", "Wilder's smoothing")
            .takes(candles("n", 14))
            .formula("y = y′ + (close − y′) / n")
            .source(Sources.WILDER)
            .differs("ta4j's MMA begins as the first close; Wilder's book with the mean")
            .from(a -> a.count(0) - 1)
            .seeded("with the mean of the first n closes", a -> Memory.wilder(a.count(0)))
            .is((bars, a) -> Averages.wilder(bars.close(), a.count(0))),
        several("dema", "Double exponential moving average", 2)
            .formula("2·e1 − e2, where e1 = ema(n) of close, e2 = ema(n) of e1")
            .source("Patrick Mulloy, Stocks & Commodities, January 1994")
            .is(ExponentialAverages::twice),
        several("tema", "Triple exponential moving average", 3)
            .formula("3·e1 − 3·e2 + e3, where e1 = ema(n) of close, e2 of e1, e3 of e2")
            .source("Patrick Mulloy, Stocks & Commodities, January 1994")
            .is(ExponentialAverages::thrice),
        tillson(),
        lagged());
  }

  private static Entry average(String name, String title) {
    return Entry.of(AVERAGE, name, title).gives(Unit.PRICE);
  }

  /** That many averages of n behind each other, each from the first that the one before has. */
  private static Entry several(String name, String title, int times) {
    return average(name, title)
        .takes(candles("n", 20, 1, LONGEST))
        .from(a -> times * (a.count(0) - 1))
        .seeded(FIRST, a -> times * Memory.exponential(a.count(0)));
  }

  private static double[] twice(Bars bars, Arguments a) {
    double[] once = Averages.exponential(bars.close(), a.count(0));
    double[] twice = Averages.exponential(once, a.count(0));
    return Columns.zip(once, twice, (e1, e2) -> 2 * e1 - e2);
  }

  private static double[] thrice(Bars bars, Arguments a) {
    double[] once = Averages.exponential(bars.close(), a.count(0));
    double[] twice = Averages.exponential(once, a.count(0));
    double[] thrice = Averages.exponential(twice, a.count(0));
    return Columns.plus(Columns.zip(once, twice, (e1, e2) -> 3 * e1 - 3 * e2), thrice);
  }

  private static Indicator tillson() {
    return average("t3", "Tillson's T3")
        .takes(candles("n", 5, 1, 50), decimal("v", "0.7", "0", "1"))
        .formula("gd(gd(gd(close))), gd(x) = (1 + v)·ema(n) of x − v·ema(n) of that ema")
        .source("Tim Tillson, Stocks & Commodities, January 1998")
        .from(a -> 6 * (a.count(0) - 1))
        .seeded(FIRST, a -> 6 * Memory.exponential(a.count(0)))
        .is(
            (bars, a) -> {
              double[] result = bars.close();
              for (int i = 0; i < 3; i++) {
                result = generalized(result, a.count(0), a.number(1));
              }
              return result;
            });
  }

  private static double[] generalized(double[] x, int n, double volume) {
    double[] once = Averages.exponential(x, n);
    double[] twice = Averages.exponential(once, n);
    return Columns.zip(once, twice, (e1, e2) -> (1 + volume) * e1 - volume * e2);
  }

  private static Indicator lagged() {
    return average("zlema", "Zero-lag exponential moving average")
        .takes(candles("n", 20))
        .formula("ema(n) of 2·close − close of (n − 1) / 2 candles ago, rounded down")
        .source("John Ehlers, Ric Way, Zero Lag (Well, Almost), 2010")
        .from(a -> Math.max(0, lag(a) - 1) + a.count(0) - 1)
        .seeded(
            "as the last close before there is one of so long ago",
            a -> Memory.exponential(a.count(0)))
        .is(ExponentialAverages::lagged);
  }

  private static double[] lagged(Bars bars, Arguments a) {
    double[] close = bars.close();
    int lag = lag(a);
    double[] ahead = Columns.zip(close, Columns.before(close, lag), (now, then) -> 2 * now - then);
    if (lag > 0 && lag <= close.length) {
      ahead[lag - 1] = close[lag - 1];
    }
    return Averages.exponential(ahead, a.count(0));
  }

  private static int lag(Arguments a) {
    return (a.count(0) - 1) / 2;
  }
}
