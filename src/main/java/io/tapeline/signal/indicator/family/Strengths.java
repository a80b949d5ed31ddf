package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.MOMENTUM;
import static io.tapeline.signal.indicator.Parameter.candles;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Wilder;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Memory;
import io.tapeline.signal.indicator.Running;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Closes against closes: how strong the rises are beside the falls. */
final class Strengths {

  private static final String SEED = "both averages with the mean of the first n";

  private Strengths() {}

  static List<Indicator> all() {
    return List.of(
        Entry.of(MOMENTUM, "rsi", "Relative strength index")
            .takes(candles("n", 14))
            .gives(Unit.NUMBER)
            .formula(
                "100·U / (U + D), U = wilders(n) of max(0, close − close′), D = of max(0, close′ −"
                    + " close); 50 where nothing moved")
            .source(Sources.WILDER)
            .differs(
                "ta4j's averages begin with the first change, Wilder's with the mean of n: gone after"
                    + " the warm-up. Where nothing moved others say 0, 100 or nothing")
            .from(a -> a.count(0))
            .seeded(SEED, a -> Memory.wilder(a.count(0)))
            .runs(a -> strength(a.count(0))),
        Entry.of(MOMENTUM, "stochrsi", "Stochastic RSI")
            .takes(candles("n", 14), candles("m", 14))
            .gives(Unit.RATIO)
            .formula(
                "(rsi − lowest rsi of m) / (highest − lowest rsi of m), rsi(n); 0.5 where they are the"
                    + " same")
            .source(Sources.CHANDE)
            .from(a -> a.count(0) + a.count(1) - 1)
            .seeded(SEED, a -> Memory.wilder(a.count(0)))
            .is(Strengths::stochastic),
        Entry.of(MOMENTUM, "cmo", "Chande momentum oscillator")
            .takes(candles("n", 14))
            .gives(Unit.NUMBER)
            .formula(
                "100·(U − D) / (U + D), U = Σ max(0, close − close′) over n, D = Σ max(0, close′ −"
                    + " close); 0 where nothing moved")
            .source(Sources.CHANDE)
            .differs("TA-Lib smooths U and D as Wilder does; Chande sums them")
            .from(a -> a.count(0))
            .is(Strengths::chande),
        connors());
  }

  private static double[] rises(double[] x) {
    return Columns.positive(Columns.change(x, 1));
  }

  private static double[] falls(double[] x) {
    return Columns.positive(Columns.minus(Columns.before(x, 1), x));
  }

  private static Running strength(int n) {
    Strength strength = new Strength(n);
    return (bars, i, figures) -> figures[0] = strength.next(bars.close()[i]);
  }

  private static double[] strength(double[] x, int n) {
    Strength strength = new Strength(n);
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = strength.next(x[i]);
    }
    return result;
  }

  /** The RSI of figures, from one to the next. */
  private static final class Strength {
    private final Wilder up;
    private final Wilder down;
    private double before = Double.NaN;

    Strength(int n) {
      this.up = new Wilder(n);
      this.down = new Wilder(n);
    }

    double next(double x) {
      double rises = up.next(Math.max(0, x - before));
      double falls = down.next(Math.max(0, before - x));
      before = x;
      return Columns.ratio(100, rises, rises + falls, 50);
    }
  }

  private static double[] stochastic(Bars bars, Arguments a) {
    double[] strength = strength(bars.close(), a.count(0));
    double[] lowest = Windows.lowest(strength, a.count(1));
    double[] height = Columns.minus(Windows.highest(strength, a.count(1)), lowest);
    return Columns.ratio(1, Columns.minus(strength, lowest), height, 0.5);
  }

  private static double[] chande(Bars bars, Arguments a) {
    double[] up = Windows.sum(rises(bars.close()), a.count(0));
    double[] down = Windows.sum(falls(bars.close()), a.count(0));
    return Columns.ratio(100, Columns.minus(up, down), Columns.plus(up, down), 0);
  }

  private static Indicator connors() {
    return Entry.of(MOMENTUM, "crsi", "Connors RSI")
        .takes(candles("n", 3), candles("streak", 2), candles("rank", 100))
        .gives(Unit.NUMBER)
        .formula(
            "(rsi(n) + rsi(streak) of the streak + rank) / 3; streak: candles that close has risen in a"
                + " row, negative for falls, of 100 at most; rank: percent of the rank candles before"
                + " whose roc(1) was less")
        .source("Larry Connors, Cesar Alvarez, An Introduction to ConnorsRSI, 2012")
        .from(a -> Math.max(a.count(2), Math.max(a.count(0), a.count(1))) + 1)
        .seeded(
            SEED,
            a -> LONGEST_STREAK + Math.max(Memory.wilder(a.count(0)), Memory.wilder(a.count(1))))
        .is(Strengths::connors);
  }

  private static final int LONGEST_STREAK = 100;

  private static double[] connors(Bars bars, Arguments a) {
    double[] close = bars.close();
    double[] sum = Columns.plus(strength(close, a.count(0)), strength(streaks(close), a.count(1)));
    double[] rank = Ranks.below(Columns.growth(close, 1), a.count(2));
    return Columns.zip(sum, rank, (two, third) -> (two + third) / 3);
  }

  private static double[] streaks(double[] close) {
    double[] result = new double[close.length];
    for (int i = 1; i < close.length; i++) {
      double sign = Math.signum(close[i] - close[i - 1]);
      boolean goesOn = sign != 0 && Math.signum(result[i - 1]) == sign;
      double streak = goesOn ? result[i - 1] + sign : sign;
      result[i] = Math.clamp(streak, -LONGEST_STREAK, LONGEST_STREAK);
    }
    return result;
  }
}
