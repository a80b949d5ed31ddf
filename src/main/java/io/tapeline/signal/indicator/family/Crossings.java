package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.MOMENTUM;
import static io.tapeline.signal.indicator.Family.TREND;
import static io.tapeline.signal.indicator.Parameter.candles;

import io.tapeline.signal.column.Averages;
import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Exponential;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Memory;
import io.tapeline.signal.indicator.Running;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Differences of a fast and a slow average. */
final class Crossings {

  private static final String SEED = "each average as its first figure";

  private Crossings() {}

  static List<Indicator> all() {
    return List.of(
        macd(),
        crossing("apo", "Absolute price oscillator", Unit.PRICE)
            .formula("ema(fast) − ema(slow) of close")
            .source(Sources.ACHELIS)
            .is((bars, a) -> difference(bars.close(), a)),
        crossing("ppo", "Percentage price oscillator", Unit.PERCENT)
            .formula("100·(ema(fast) / ema(slow) − 1) of close")
            .source(Sources.ACHELIS)
            .is((bars, a) -> share(bars.close(), a)),
        trix(),
        strength());
  }

  private static Entry crossing(String name, String title, Unit unit) {
    return fastAndSlow(Entry.of(TREND, name, title))
        .gives(unit)
        .from(a -> a.count(1) - 1)
        .seeded(SEED, a -> Memory.exponential(a.count(1)));
  }

  static Entry fastAndSlow(Entry entry) {
    return entry.takes(candles("fast", 12), candles("slow", 26)).ascending(0, 1);
  }

  /** ema(fast) − ema(slow), from the first of the slow. */
  static double[] difference(double[] x, Arguments a) {
    return Columns.minus(Averages.exponential(x, a.count(0)), Averages.exponential(x, a.count(1)));
  }

  /** That in percent of the slow one; 0 where that is 0. */
  static double[] share(double[] x, Arguments a) {
    return Columns.ratio(100, difference(x, a), Averages.exponential(x, a.count(1)), 0);
  }

  private static Indicator macd() {
    return fastAndSlow(Entry.of(TREND, "macd", "Moving average convergence/divergence"))
        .takes(candles("signal", 9))
        .gives("line", Unit.PRICE)
        .gives("signal", Unit.PRICE)
        .gives("histogram", Unit.PRICE)
        .formula(
            "line = ema(fast) − ema(slow) of close; signal = ema(signal) of line; histogram = line −"
                + " signal")
        .source("Gerald Appel, The Moving Average Convergence-Divergence Method, 1979")
        .differs(
            "Tulip takes 0.15 and 0.075 for 12 and 26, Appel's rounded weights; we 2 / (n + 1)")
        .from(a -> a.count(1) + a.count(2) - 2)
        .seeded(SEED, a -> Memory.exponential(a.count(1)) + Memory.exponential(a.count(2)))
        .runs(Crossings::macd);
  }

  private static Running macd(Arguments a) {
    Exponential fast = new Exponential(a.count(0));
    Exponential slow = new Exponential(a.count(1));
    Exponential signal = new Exponential(a.count(2));
    return (bars, i, figures) -> {
      double close = bars.close()[i];
      double line = fast.next(close) - slow.next(close);
      figures[0] = line;
      figures[1] = signal.next(line);
      figures[2] = line - figures[1];
    };
  }

  private static Indicator trix() {
    return Entry.of(MOMENTUM, "trix", "Rate of change of a triple exponential average")
        .takes(candles("n", 15, 1, 200))
        .gives(Unit.PERCENT)
        .formula("100·(e / e′ − 1), e = ema(n) of ema(n) of ema(n) of close")
        .source("Jack Hutson, Stocks & Commodities, 1983")
        .differs("Tulip divides what was gained by e, not by e′")
        .from(a -> 3 * (a.count(0) - 1) + 1)
        .seeded(SEED, a -> 3 * Memory.exponential(a.count(0)))
        .is(
            (bars, a) -> {
              double[] average = bars.close();
              for (int i = 0; i < 3; i++) {
                average = Averages.exponential(average, a.count(0));
              }
              return Columns.map(Columns.growth(average, 1), growth -> 100 * (growth - 1));
            });
  }

  private static Indicator strength() {
    return Entry.of(MOMENTUM, "tsi", "True strength index")
        .takes(candles("slow", 25, 1, 200), candles("fast", 13, 1, 200))
        .gives(Unit.NUMBER)
        .formula(
            "100·s(close − close′) / s(|close − close′|), s(x) = ema(fast) of ema(slow) of x; 0 where"
                + " nothing moves")
        .source("William Blau, Momentum, Direction and Divergence, 1995")
        .from(a -> a.count(0) + a.count(1) - 1)
        .seeded(SEED, a -> Memory.exponential(a.count(0)) + Memory.exponential(a.count(1)))
        .is(Crossings::strength);
  }

  private static double[] strength(Bars bars, Arguments a) {
    double[] change = Columns.change(bars.close(), 1);
    double[] size = Columns.size(change);
    return Columns.ratio(100, smoothed(change, a), smoothed(size, a), 0);
  }

  private static double[] smoothed(double[] x, Arguments a) {
    return Averages.exponential(Averages.exponential(x, a.count(0)), a.count(1));
  }
}
