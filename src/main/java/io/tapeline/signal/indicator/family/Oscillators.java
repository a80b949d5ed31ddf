package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.MOMENTUM;
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

/** Where the close stands in the range of the last candles. */
final class Oscillators {

  private Oscillators() {}

  static List<Indicator> all() {
    return List.of(
        stochastic(),
        Entry.of(MOMENTUM, "willr", "Williams %R")
            .takes(candles("n", 14))
            .gives(Unit.NUMBER)
            .formula(
                "−100·(highest high − close) / (highest high − lowest low) of n; −50 where they are the"
                    + " same")
            .source("Larry Williams, How I Made One Million Dollars, 1973")
            .from(a -> a.count(0) - 1)
            .is((bars, a) -> Columns.map(place(bars, a.count(0)), place -> place - 100)),
        Entry.of(MOMENTUM, "cci", "Commodity channel index")
            .takes(length("n", 20))
            .gives(Unit.NUMBER)
            .formula(
                "(t − sma(n) of t) / (0.015·md), t = (high + low + close) / 3, md = mean of |t − that sma|"
                    + " over n; 0 where that is 0")
            .source("Donald Lambert, Commodities, October 1980")
            .from(a -> a.count(0) - 1)
            .is(Oscillators::channelIndex),
        Entry.of(MOMENTUM, "bop", "Balance of power")
            .gives(Unit.RATIO)
            .formula("(close − open) / (high − low); 0 where that is 0")
            .source("Igor Livshin, Stocks & Commodities, August 2001")
            .is(
                (bars, _) ->
                    Columns.ratio(1, Columns.minus(bars.close(), bars.open()), bars.height(), 0)),
        ultimate(),
        fisher(),
        blau());
  }

  /** 100·(close − lowest low) / (highest high − lowest low) of n; 50 where they are the same. */
  private static double[] place(Bars bars, int n) {
    double[] lowest = Windows.lowest(bars.low(), n);
    double[] height = Columns.minus(Windows.highest(bars.high(), n), lowest);
    return Columns.ratio(100, Columns.minus(bars.close(), lowest), height, 50);
  }

  private static Indicator stochastic() {
    return Entry.of(MOMENTUM, "stoch", "Stochastic oscillator")
        .takes(candles("n", 14), candles("slow", 3), candles("d", 3))
        .gives("k", Unit.NUMBER)
        .gives("d", Unit.NUMBER)
        .formula(
            "k = sma(slow) of 100·(close − lowest low) / (highest high − lowest low) of n, 50 where they"
                + " are the same; d = sma(d) of k. slow = 1 is the fast one")
        .source("George Lane, Stocks & Commodities, May 1984")
        .from(a -> a.count(0) + a.count(1) + a.count(2) - 3)
        .are(
            (bars, a) -> {
              double[] k = Windows.mean(place(bars, a.count(0)), a.count(1));
              return new double[][] {k, Windows.mean(k, a.count(2))};
            });
  }

  private static double[] channelIndex(Bars bars, Arguments a) {
    double[] price = bars.typical();
    double[] away = Columns.minus(price, Windows.mean(price, a.count(0)));
    double[] usual = Columns.times(Windows.meanDeviation(price, a.count(0)), 0.015);
    return Columns.ratio(1, away, usual, 0);
  }

  private static Indicator ultimate() {
    return Entry.of(MOMENTUM, "ultosc", "Ultimate oscillator")
        .takes(candles("short", 7), candles("middle", 14), candles("long", 28))
        .ascending(0, 1)
        .ascending(1, 2)
        .gives(Unit.NUMBER)
        .formula(
            "100·(4·p(short) + 2·p(middle) + p(long)) / 7, p(n) = Σ(close − b) / Σ(max(high, close′) − b)"
                + " over n, b = min(low, close′); p = 0.5 where that is 0")
        .source("Larry Williams, Stocks & Commodities, April 1985")
        .from(a -> a.count(2))
        .is(
            (bars, a) -> {
              double[] two =
                  Columns.zip(
                      pressure(bars, a.count(0)),
                      pressure(bars, a.count(1)),
                      (shorter, middle) -> 4 * shorter + 2 * middle);
              return Columns.zip(two, pressure(bars, a.count(2)), (x, y) -> 100 * (x + y) / 7);
            });
  }

  private static double[] pressure(Bars bars, int n) {
    double[] before = Columns.before(bars.close(), 1);
    double[] bottom = Columns.zip(bars.low(), before, Math::min);
    double[] top = Columns.zip(bars.high(), before, Math::max);
    return Columns.ratio(
        1,
        Windows.sum(Columns.minus(bars.close(), bottom), n),
        Windows.sum(Columns.minus(top, bottom), n),
        0.5);
  }

  private static Indicator fisher() {
    return Entry.of(MOMENTUM, "fisher", "Fisher transform")
        .takes(candles("n", 10))
        .gives("value", Unit.NUMBER)
        .gives("signal", Unit.NUMBER)
        .formula(
            "value = ln((1 + x) / (1 − x)) / 2 + value′ / 2, x = 0.66·(p − 0.5) + 0.67·x′ within ±0.999, p"
                + " = place of (high + low) / 2 between its lowest and highest of n; signal = value′")
        .source("John Ehlers, Stocks & Commodities, November 2002")
        .from(a -> a.count(0))
        .seeded("as 0", _ -> Memory.of(0.67) + Memory.of(0.5))
        .are(Oscillators::fisher);
  }

  private static double[][] fisher(Bars bars, Arguments a) {
    double[] price = bars.median();
    double[] lowest = Windows.lowest(price, a.count(0));
    double[] height = Columns.minus(Windows.highest(price, a.count(0)), lowest);
    double[] place = Columns.ratio(1, Columns.minus(price, lowest), height, 0.5);
    double[] value = Columns.from(price, a.count(0) - 1);
    double x = 0;
    double last = 0;
    for (int i = a.count(0) - 1; i < value.length; i++) {
      x = 0.66 * (place[i] - 0.5) + 0.67 * x;
      x = Math.abs(x) > 0.99 ? Math.signum(x) * 0.999 : x;
      last = StrictMath.log((1 + x) / (1 - x)) / 2 + last / 2;
      value[i] = last;
    }
    return new double[][] {value, Columns.before(value, 1)};
  }

  private static Indicator blau() {
    return Entry.of(MOMENTUM, "smi", "Stochastic momentum index")
        .takes(candles("n", 13), candles("slow", 25, 1, 200), candles("fast", 2, 1, 200))
        .gives(Unit.NUMBER)
        .formula(
            "100·s(close − middle) / s((highest high − lowest low) / 2) of n, s(x) = ema(fast) of"
                + " ema(slow) of x; 0 where that is 0")
        .source("William Blau, Stocks & Commodities, January 1993")
        .from(a -> a.count(0) + a.count(1) + a.count(2) - 3)
        .seeded(
            "each average as its first figure",
            a -> Memory.exponential(a.count(1)) + Memory.exponential(a.count(2)))
        .is(
            (bars, a) -> {
              double[] middle = Trends.middle(bars, a.count(0));
              double[] half = Columns.minus(Windows.highest(bars.high(), a.count(0)), middle);
              double[] away = Columns.minus(bars.close(), middle);
              return Columns.ratio(100, smoothed(away, a), smoothed(half, a), 0);
            });
  }

  private static double[] smoothed(double[] x, Arguments a) {
    return Averages.exponential(Averages.exponential(x, a.count(1)), a.count(2));
  }
}
