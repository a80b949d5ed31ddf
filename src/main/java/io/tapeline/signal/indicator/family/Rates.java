package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.MOMENTUM;
import static io.tapeline.signal.indicator.Parameter.candles;

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

/** How much prices changed over some candles. */
final class Rates {

  private Rates() {}

  static List<Indicator> all() {
    return List.of(
        rate("mom", "Momentum", Unit.PRICE)
            .formula("close − close of n candles ago")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Columns.change(bars.close(), a.count(0))),
        rate("roc", "Rate of change, percent", Unit.PERCENT)
            .formula("100·(close / close of n candles ago − 1)")
            .source(Sources.ACHELIS)
            .differs("Tulip's roc is a ratio: our rocp")
            .is((bars, a) -> percent(bars.close(), a.count(0))),
        rate("rocp", "Rate of change, ratio", Unit.RATIO)
            .formula("close / close of n candles ago − 1")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Columns.map(Columns.growth(bars.close(), a.count(0)), x -> x - 1)),
        rate("rocr", "Growth", Unit.RATIO)
            .formula("close / close of n candles ago")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Columns.growth(bars.close(), a.count(0))),
        awesome(),
        acceleration(),
        coppock(),
        knowSure(),
        elder(),
        qstick(),
        vigor());
  }

  private static Entry rate(String name, String title, Unit unit) {
    return Entry.of(MOMENTUM, name, title)
        .takes(candles("n", 10))
        .gives(unit)
        .from(a -> a.count(0));
  }

  private static double[] percent(double[] x, int n) {
    return Columns.map(Columns.growth(x, n), growth -> 100 * (growth - 1));
  }

  private static Indicator awesome() {
    return Entry.of(MOMENTUM, "ao", "Awesome oscillator")
        .takes(candles("fast", 5), candles("slow", 34))
        .ascending(0, 1)
        .gives(Unit.PRICE)
        .formula("sma(fast) − sma(slow) of (high + low) / 2")
        .source(Sources.WILLIAMS)
        .from(a -> a.count(1) - 1)
        .is(Rates::awesome);
  }

  private static double[] awesome(Bars bars, Arguments a) {
    return Columns.minus(
        Windows.mean(bars.median(), a.count(0)), Windows.mean(bars.median(), a.count(1)));
  }

  private static Indicator acceleration() {
    return Entry.of(MOMENTUM, "ac", "Accelerator oscillator")
        .takes(candles("fast", 5), candles("slow", 34), candles("n", 5))
        .ascending(0, 1)
        .gives(Unit.PRICE)
        .formula("ao(fast,slow) − sma(n) of it")
        .source(Sources.WILLIAMS)
        .from(a -> a.count(1) + a.count(2) - 2)
        .is(
            (bars, a) -> {
              double[] oscillator = awesome(bars, a);
              return Columns.minus(oscillator, Windows.mean(oscillator, a.count(2)));
            });
  }

  private static Indicator coppock() {
    return Entry.of(MOMENTUM, "coppock", "Coppock curve")
        .takes(candles("long", 14), candles("short", 11), candles("n", 10))
        .gives(Unit.PERCENT)
        .formula("wma(n) of roc(long) + roc(short)")
        .source("Edwin Coppock, Barron's, October 1962")
        .from(a -> Math.max(a.count(0), a.count(1)) + a.count(2) - 1)
        .is(
            (bars, a) ->
                Averages.weighted(
                    Columns.plus(
                        percent(bars.close(), a.count(0)), percent(bars.close(), a.count(1))),
                    a.count(2)));
  }

  private static Indicator knowSure() {
    return Entry.of(MOMENTUM, "kst", "Know sure thing")
        .takes(candles("signal", 9))
        .gives("line", Unit.PERCENT)
        .gives("signal", Unit.PERCENT)
        .formula(
            "line = sma(10) of roc(10) + 2·sma(10) of roc(15) + 3·sma(10) of roc(20) + 4·sma(15) of"
                + " roc(30); signal = sma(signal) of line")
        .source("Martin Pring, Stocks & Commodities, October 1992")
        .from(a -> 30 + 14 + a.count(0) - 1)
        .are(
            (bars, a) -> {
              double[] line = Columns.map(bars.close(), _ -> 0);
              int[][] rates = {{10, 10}, {15, 10}, {20, 10}, {30, 15}};
              for (int i = 0; i < rates.length; i++) {
                double[] mean = Windows.mean(percent(bars.close(), rates[i][0]), rates[i][1]);
                line = Columns.plus(line, Columns.times(mean, i + 1));
              }
              return new double[][] {line, Windows.mean(line, a.count(0))};
            });
  }

  private static Indicator elder() {
    return Entry.of(MOMENTUM, "elderray", "Elder ray")
        .takes(candles("n", 13))
        .gives("bull", Unit.PRICE)
        .gives("bear", Unit.PRICE)
        .formula("bull = high − ema(n) of close; bear = low − ema(n) of close")
        .source("Alexander Elder, Trading for a Living, 1993")
        .from(a -> a.count(0) - 1)
        .seeded(ExponentialAverages.FIRST, a -> Memory.exponential(a.count(0)))
        .are(
            (bars, a) -> {
              double[] average = Averages.exponential(bars.close(), a.count(0));
              return new double[][] {
                Columns.minus(bars.high(), average), Columns.minus(bars.low(), average)
              };
            });
  }

  private static Indicator qstick() {
    return Entry.of(MOMENTUM, "qstick", "Qstick")
        .takes(candles("n", 8))
        .gives(Unit.PRICE)
        .formula("sma(n) of close − open")
        .source(Sources.CHANDE)
        .from(a -> a.count(0) - 1)
        .is((bars, a) -> Windows.mean(Columns.minus(bars.close(), bars.open()), a.count(0)));
  }

  private static Indicator vigor() {
    return Entry.of(MOMENTUM, "rvgi", "Relative vigor index")
        .takes(candles("n", 10))
        .gives("line", Unit.RATIO)
        .gives("signal", Unit.RATIO)
        .formula(
            "line = Σ over n of s(close − open) / Σ over n of s(high − low), 0 where that is 0; signal ="
                + " s(line); s(x) = (x + 2·x of one ago + 2·x of two ago + x of three ago) / 6")
        .source("John Ehlers, Stocks & Commodities, January 2002")
        .from(a -> a.count(0) + 5)
        .are(
            (bars, a) -> {
              double[] body = symmetric(Columns.minus(bars.close(), bars.open()));
              double[] sum = Windows.sum(body, a.count(0));
              double[] height = Windows.sum(symmetric(bars.height()), a.count(0));
              double[] line = Columns.ratio(1, sum, height, 0);
              return new double[][] {line, symmetric(line)};
            });
  }

  private static double[] symmetric(double[] x) {
    return Averages.weighted(x, new double[] {1, 2, 2, 1});
  }
}
