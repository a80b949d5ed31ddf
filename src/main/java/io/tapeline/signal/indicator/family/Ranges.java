package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.VOLATILITY;
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

/** How far prices reach within candles, and how far they scatter. */
final class Ranges {

  static final String SEED = "with the mean of the first n true ranges";

  private static final String ATR =
      "ta4j's average begins with the first range, Wilder's with the mean of n; others leave the first"
          + " candle out, which has no close before it: gone after the warm-up";

  private static final double LN2 = StrictMath.log(2);

  private Ranges() {}

  static List<Indicator> all() {
    return List.of(
        Entry.of(VOLATILITY, "tr", "True range")
            .gives(Unit.PRICE)
            .formula("max(high − low, |high − close′|, |low − close′|)")
            .source(Sources.WILDER)
            .from(_ -> 1)
            .is((bars, _) -> bars.trueRange()),
        Entry.of(VOLATILITY, "atr", "Average true range")
            .takes(candles("n", 14))
            .gives(Unit.PRICE)
            .formula("wilders(n) of the true range; that of the first candle is high − low")
            .source(Sources.WILDER)
            .differs(ATR)
            .from(a -> a.count(0) - 1)
            .seeded(SEED, a -> Memory.wilder(a.count(0)))
            .is((bars, a) -> average(bars, a.count(0))),
        Entry.of(VOLATILITY, "natr", "Average true range, percent")
            .takes(candles("n", 14))
            .gives(Unit.PERCENT)
            .formula("100·atr(n) / close")
            .source("John Forman, Stocks & Commodities, May 2006")
            .differs(ATR)
            .from(a -> a.count(0) - 1)
            .seeded(SEED, a -> Memory.wilder(a.count(0)))
            .is((bars, a) -> Columns.ratio(100, average(bars, a.count(0)), bars.close(), 0)),
        chaikin(),
        chop(),
        ulcer(),
        returns(),
        estimate("parkinson", "Parkinson volatility")
            .formula("√(mean of ln(high / low)² over n / (4·ln 2)), of one candle, not annualised")
            .source("Michael Parkinson, Journal of Business 53, 1980")
            .is((bars, a) -> root(bars, a, Ranges::parkinson)),
        estimate("garmanklass", "Garman–Klass volatility")
            .formula(
                "√(mean over n of ln(high / low)² / 2 − (2·ln 2 − 1)·ln(close / open)²), of one candle,"
                    + " not annualised")
            .source("Mark Garman, Michael Klass, Journal of Business 53, 1980")
            .is((bars, a) -> root(bars, a, Ranges::garmanKlass)),
        estimate("rogerssatchell", "Rogers–Satchell volatility")
            .formula(
                "√(mean over n of ln(high / close)·ln(high / open) + ln(low / close)·ln(low / open)), of"
                    + " one candle, not annualised")
            .source("Chris Rogers, Stephen Satchell, Annals of Applied Probability 1, 1991")
            .is((bars, a) -> root(bars, a, Ranges::rogersSatchell)));
  }

  /** Wilder's, of the true range. */
  static double[] average(Bars bars, int n) {
    return Averages.wilder(bars.trueRange(), n);
  }

  private static Indicator chaikin() {
    return Entry.of(VOLATILITY, "cvi", "Chaikin volatility")
        .takes(candles("n", 10))
        .gives(Unit.PERCENT)
        .formula("100·(e / e of n candles ago − 1), e = ema(n) of high − low; 0 where that is 0")
        .source(Sources.CHAIKIN)
        .from(a -> 2 * a.count(0) - 1)
        .seeded("as the first high − low", a -> Memory.exponential(a.count(0)))
        .is(
            (bars, a) -> {
              double[] average = Averages.exponential(bars.height(), a.count(0));
              double[] then = Columns.before(average, a.count(0));
              return Columns.ratio(100, Columns.minus(average, then), then, 0);
            });
  }

  private static Indicator chop() {
    return Entry.of(VOLATILITY, "chop", "Choppiness index")
        .takes(length("n", 14))
        .gives(Unit.NUMBER)
        .formula(
            "100·log10(Σ true range / (highest high − lowest low)) / log10(n), all of n; 100 where nothing"
                + " moved")
        .source("E. W. Dreiss, in: Bill Dreiss, The Choppiness Index, 1993")
        .from(a -> a.count(0))
        .is(
            (bars, a) -> {
              int n = a.count(0);
              double[] way = Windows.sum(bars.trueRange(), n);
              double[] height =
                  Columns.minus(Windows.highest(bars.high(), n), Windows.lowest(bars.low(), n));
              double scale = StrictMath.log10(n);
              return Columns.map(
                  Columns.ratio(1, way, height, n), x -> 100 * StrictMath.log10(x) / scale);
            });
  }

  private static Indicator ulcer() {
    return Entry.of(VOLATILITY, "ulcer", "Ulcer index")
        .takes(candles("n", 14))
        .gives(Unit.PERCENT)
        .formula(
            "√(mean over n of r²), r = 100·(close / h − 1), h = the highest close from the first of the n to it")
        .source("Peter Martin, Byron McCann, The Investor's Guide to Fidelity Funds, 1989")
        .from(a -> a.count(0) - 1)
        .is((bars, a) -> Windows.over(bars.close(), a.count(0), Ranges::ulcer));
  }

  private static double ulcer(double[] close, int from, int to) {
    double highest = close[from];
    double sum = 0;
    for (int i = from; i < to; i++) {
      highest = Math.max(highest, close[i]);
      double fall = highest == 0 ? 0 : 100 * (close[i] / highest - 1);
      sum += fall * fall;
    }
    return StrictMath.sqrt(sum / (to - from));
  }

  private static Indicator returns() {
    return estimate("volatility", "Volatility of returns")
        .formula("stddev(n) of close / close′ − 1, of one candle, not annualised")
        .source(Sources.STATISTICS)
        .differs("Tulip's is annualised by √252, the trading days of shares")
        .from(a -> a.count(0))
        .is((bars, a) -> Windows.deviation(Columns.growth(bars.close(), 1), a.count(0)));
  }

  private static Entry estimate(String name, String title) {
    return Entry.of(VOLATILITY, name, title)
        .takes(length("n", 20))
        .gives(Unit.RATIO)
        .from(a -> a.count(0) - 1);
  }

  /** The variance that one candle tells of, by its open, high, low and close. */
  @FunctionalInterface
  private interface Variance {
    double of(double open, double high, double low, double close);
  }

  private static double[] root(Bars bars, Arguments a, Variance variance) {
    double[] each = new double[bars.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = variance.of(bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i]);
    }
    // rounding may leave a mean of nothing just below 0
    return Columns.map(Windows.mean(each, a.count(0)), x -> StrictMath.sqrt(Math.max(0, x)));
  }

  private static double parkinson(double open, double high, double low, double close) {
    double range = StrictMath.log(high / low);
    return range * range / (4 * LN2);
  }

  private static double garmanKlass(double open, double high, double low, double close) {
    double range = StrictMath.log(high / low);
    double body = StrictMath.log(close / open);
    return range * range / 2 - (2 * LN2 - 1) * body * body;
  }

  private static double rogersSatchell(double open, double high, double low, double close) {
    return StrictMath.log(high / close) * StrictMath.log(high / open)
        + StrictMath.log(low / close) * StrictMath.log(low / open);
  }
}
