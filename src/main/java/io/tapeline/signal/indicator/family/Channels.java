package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.VOLATILITY;
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

/** Bands around a price. */
final class Channels {

  private Channels() {}

  static List<Indicator> all() {
    return List.of(bollinger(), keltner(), donchian(), breakout(), envelope());
  }

  private static Entry band(String name, String title) {
    return Entry.of(VOLATILITY, name, title)
        .gives("lower", Unit.PRICE)
        .gives("middle", Unit.PRICE)
        .gives("upper", Unit.PRICE);
  }

  private static double[][] around(double[] middle, double[] width) {
    return new double[][] {Columns.minus(middle, width), middle, Columns.plus(middle, width)};
  }

  private static Indicator bollinger() {
    return band("bollinger", "Bollinger bands")
        .takes(length("n", 20), decimal("factor", "2", "0.1", "20"))
        .gives("percent_b", Unit.RATIO)
        .gives("bandwidth", Unit.RATIO)
        .formula(
            "middle = sma(n) of close, bands = middle ± factor·stddev(n); percent_b = (close − lower) /"
                + " (upper − lower), 0.5 where that is 0; bandwidth = (upper − lower) / middle")
        .source("John Bollinger, Bollinger on Bollinger Bands, 2001")
        .differs(
            "The deviation is that of the population, by n, as Bollinger has it; some take n − 1")
        .from(a -> a.count(0) - 1)
        .are(Channels::bollinger);
  }

  private static double[][] bollinger(Bars bars, Arguments a) {
    double[] width = Columns.times(Windows.deviation(bars.close(), a.count(0)), a.number(1));
    double[][] bands = around(Windows.mean(bars.close(), a.count(0)), width);
    double[] height = Columns.minus(bands[2], bands[0]);
    return new double[][] {
      bands[0],
      bands[1],
      bands[2],
      Columns.ratio(1, Columns.minus(bars.close(), bands[0]), height, 0.5),
      Columns.ratio(1, height, bands[1], 0)
    };
  }

  private static Indicator keltner() {
    return band("keltner", "Keltner channels")
        .takes(candles("n", 20), candles("m", 10), decimal("factor", "2", "0.1", "20"))
        .formula("middle = ema(n) of close, bands = middle ± factor·atr(m)")
        .source("Linda Raschke's form of Chester Keltner, How to Make Money in Commodities, 1960")
        .differs("Keltner himself took averages of (high + low + close) / 3 and of high − low")
        .from(a -> Math.max(a.count(0), a.count(1)) - 1)
        .seeded(
            ExponentialAverages.FIRST + ", and " + Ranges.SEED,
            a -> Math.max(Memory.exponential(a.count(0)), Memory.wilder(a.count(1))))
        .are(
            (bars, a) ->
                around(
                    Averages.exponential(bars.close(), a.count(0)),
                    Columns.times(Ranges.average(bars, a.count(1)), a.number(2))));
  }

  private static Indicator donchian() {
    return band("donchian", "Donchian channels")
        .takes(candles("n", 20))
        .formula("upper = highest high of n, lower = lowest low of n, middle = their mean")
        .source("Richard Donchian, Commodity Year Book, 1957")
        .from(a -> a.count(0) - 1)
        .are(
            (bars, a) ->
                new double[][] {
                  Windows.lowest(bars.low(), a.count(0)),
                  Trends.middle(bars, a.count(0)),
                  Windows.highest(bars.high(), a.count(0))
                });
  }

  private static Indicator breakout() {
    return Entry.of(VOLATILITY, "breakout", "Donchian channel of the candles before")
        .takes(candles("n", 20))
        .gives("lower", Unit.PRICE)
        .gives("upper", Unit.PRICE)
        .formula("upper = highest high, lower = lowest low of the n candles before")
        .source("Curtis Faith, Way of the Turtle, 2007")
        .from(a -> a.count(0))
        .are(
            (bars, a) ->
                new double[][] {
                  Columns.before(Windows.lowest(bars.low(), a.count(0)), 1),
                  Columns.before(Windows.highest(bars.high(), a.count(0)), 1)
                });
  }

  private static Indicator envelope() {
    return band("envelope", "Moving average envelope")
        .takes(candles("n", 20), decimal("percent", "2.5", "0.01", "50"))
        .formula("middle = sma(n) of close, bands = middle ± percent of it")
        .source(Sources.ACHELIS)
        .from(a -> a.count(0) - 1)
        .are(
            (bars, a) -> {
              double[] middle = Windows.mean(bars.close(), a.count(0));
              return around(middle, Columns.times(middle, a.number(1) / 100));
            });
  }
}
