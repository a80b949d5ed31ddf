package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.TREND;
import static io.tapeline.signal.indicator.Parameter.candles;
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

/** Whether there is a trend, and how old it is. */
final class Trends {

  private Trends() {}

  static List<Indicator> all() {
    return List.of(
        Entry.of(TREND, "aroon", "Aroon")
            .takes(candles("n", 25))
            .gives("down", Unit.PERCENT)
            .gives("up", Unit.PERCENT)
            .formula(
                "up = 100·(n − candles since the highest high of n + 1) / n, the newest of equal ones;"
                    + " down: since the lowest low")
            .source("Tushar Chande, Stocks & Commodities, September 1995")
            .from(a -> a.count(0))
            .are((bars, a) -> new double[][] {down(bars, a), up(bars, a)}),
        Entry.of(TREND, "aroonosc", "Aroon oscillator")
            .takes(candles("n", 25))
            .gives(Unit.NUMBER)
            .formula("up − down of aroon(n)")
            .source("Tushar Chande, Stocks & Commodities, September 1995")
            .from(a -> a.count(0))
            .is((bars, a) -> Columns.minus(up(bars, a), down(bars, a))),
        Entry.of(TREND, "vhf", "Vertical horizontal filter")
            .takes(candles("n", 28))
            .gives(Unit.RATIO)
            .formula(
                "(highest − lowest close of n) / Σ|close − close′| over n; 0 where nothing moved")
            .source("Adam White, Futures, August 1991")
            .from(a -> a.count(0))
            .is(Trends::filter),
        Entry.of(TREND, "dpo", "Detrended price oscillator")
            .takes(candles("n", 20))
            .gives(Unit.PRICE)
            .formula("close of n / 2 + 1 candles ago, rounded down, − sma(n)")
            .source(Sources.ACHELIS)
            .from(a -> Math.max(a.count(0) - 1, a.count(0) / 2 + 1))
            .is(
                (bars, a) ->
                    Columns.minus(
                        Columns.before(bars.close(), a.count(0) / 2 + 1),
                        Windows.mean(bars.close(), a.count(0)))),
        mass(),
        ichimoku());
  }

  private static double[] up(Bars bars, Arguments a) {
    return age(Windows.sinceHighest(bars.high(), a.count(0) + 1), a.count(0));
  }

  private static double[] down(Bars bars, Arguments a) {
    return age(Windows.sinceLowest(bars.low(), a.count(0) + 1), a.count(0));
  }

  private static double[] age(double[] since, int n) {
    return Columns.map(since, bars -> 100 * (n - bars) / n);
  }

  private static double[] filter(Bars bars, Arguments a) {
    double[] close = bars.close();
    double[] height =
        Columns.minus(Windows.highest(close, a.count(0)), Windows.lowest(close, a.count(0)));
    double[] steps = Columns.size(Columns.change(close, 1));
    return Columns.ratio(1, height, Windows.sum(steps, a.count(0)), 0);
  }

  private static Indicator mass() {
    return Entry.of(TREND, "mass", "Mass index")
        .takes(candles("n", 25), candles("m", 9, 1, 100))
        .gives(Unit.NUMBER)
        .formula("Σ over n of e / ema(m) of e, e = ema(m) of high − low; 1 where that is 0")
        .source("Donald Dorsey, Stocks & Commodities, June 1992")
        .from(a -> a.count(0) - 1 + 2 * (a.count(1) - 1))
        .seeded("each average as its first figure", a -> 2 * Memory.exponential(a.count(1)))
        .is(
            (bars, a) -> {
              double[] once = Averages.exponential(bars.height(), a.count(1));
              double[] twice = Averages.exponential(once, a.count(1));
              return Windows.sum(Columns.ratio(1, once, twice, 1), a.count(0));
            });
  }

  private static Indicator ichimoku() {
    return Entry.of(TREND, "ichimoku", "Ichimoku cloud")
        .takes(length("conversion", 9), length("base", 26), length("span", 52))
        .ascending(0, 1)
        .ascending(1, 2)
        .gives("conversion", Unit.PRICE)
        .gives("base", Unit.PRICE)
        .gives("span_a", Unit.PRICE)
        .gives("span_b", Unit.PRICE)
        .formula(
            "m(n) = (highest high + lowest low of n) / 2; conversion = m(conversion), base = m(base);"
                + " the cloud over a candle is of base candles ago: span_a = (conversion + base) / 2,"
                + " span_b = m(span)")
        .source("Goichi Hosoda, Ichimoku Kinko Hyo, 1969")
        .differs("The lagging span is left out: it is a later close, drawn earlier")
        .from(a -> a.count(1) + a.count(2) - 1)
        .are(Trends::cloud);
  }

  private static double[][] cloud(Bars bars, Arguments a) {
    double[] conversion = middle(bars, a.count(0));
    double[] base = middle(bars, a.count(1));
    double[] mean = Columns.times(Columns.plus(conversion, base), 0.5);
    return new double[][] {
      conversion,
      base,
      Columns.before(mean, a.count(1)),
      Columns.before(middle(bars, a.count(2)), a.count(1))
    };
  }

  /** Between the highest high and the lowest low of n. */
  static double[] middle(Bars bars, int n) {
    return Columns.times(
        Columns.plus(Windows.highest(bars.high(), n), Windows.lowest(bars.low(), n)), 0.5);
  }
}
