package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.VOLUME;
import static io.tapeline.signal.indicator.Parameter.candles;

import io.tapeline.signal.column.Averages;
import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Pairs;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Memory;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** What was traded, beside what it did to the price. */
final class Volumes {

  private static final String SEED = "each average as its first figure";

  /** Candles until the sum that the flow began with has been taken back by a new trend. */
  private static final int TURNS = 200;

  private Volumes() {}

  static List<Indicator> all() {
    return List.of(
        moneyFlow(),
        Entry.of(VOLUME, "cmf", "Chaikin money flow")
            .takes(candles("n", 20))
            .gives(Unit.RATIO)
            .formula(
                "Σ volume·((close − low) − (high − close)) / (high − low) over n / Σ volume over n; 0 where"
                    + " nothing traded")
            .source(Sources.CHAIKIN)
            .from(a -> a.count(0) - 1)
            .is(
                (bars, a) ->
                    Columns.ratio(
                        1,
                        Windows.sum(Accumulations.flow(bars), a.count(0)),
                        Windows.sum(bars.volume(), a.count(0)),
                        0)),
        ease(),
        Entry.of(VOLUME, "marketfi", "Market facilitation index")
            .gives(Unit.PRICE_PER_BASE)
            .formula("(high − low) / volume; 0 where nothing traded")
            .source(Sources.WILLIAMS)
            .is((bars, _) -> Columns.ratio(1, bars.height(), bars.volume(), 0)),
        Entry.of(VOLUME, "vosc", "Volume oscillator")
            .takes(candles("fast", 5), candles("slow", 10))
            .ascending(0, 1)
            .gives(Unit.PERCENT)
            .formula("100·(sma(fast) − sma(slow)) / sma(slow) of volume; 0 where nothing traded")
            .source(Sources.ACHELIS)
            .from(a -> a.count(1) - 1)
            .is(Volumes::oscillator),
        Crossings.fastAndSlow(Entry.of(VOLUME, "pvo", "Percentage volume oscillator"))
            .gives(Unit.PERCENT)
            .formula("100·(ema(fast) / ema(slow) − 1) of volume; 0 where nothing traded")
            .source(Sources.ACHELIS)
            .from(a -> a.count(1) - 1)
            .seeded(SEED, a -> Memory.exponential(a.count(1)))
            .is((bars, a) -> Crossings.share(bars.volume(), a)),
        chaikin(),
        klinger(),
        force(),
        average(),
        Entry.of(VOLUME, "rvol", "Relative volume")
            .takes(candles("n", 20))
            .gives(Unit.RATIO)
            .formula("volume / mean volume of the n candles before; 0 where they traded nothing")
            .source(Sources.KAUFMAN)
            .from(a -> a.count(0))
            .is(
                (bars, a) -> {
                  double[] usual = Windows.mean(bars.volume(), a.count(0));
                  return Columns.ratio(1, bars.volume(), Columns.before(usual, 1), 0);
                }));
  }

  private static Indicator moneyFlow() {
    return Entry.of(VOLUME, "mfi", "Money flow index")
        .takes(candles("n", 14))
        .gives(Unit.NUMBER)
        .formula(
            "100·U / (U + D), U = Σ t·volume over n where t > t′, D = where t < t′, t = (high + low +"
                + " close) / 3; 50 where both are 0")
        .source("Gene Quong, Avrum Soudack, Stocks & Commodities, March 1989")
        .from(a -> a.count(0))
        .is(
            (bars, a) -> {
              double[] price = bars.typical();
              double[] money = Columns.times(price, bars.volume());
              double[] change = Columns.change(price, 1);
              double[] up = Columns.zip(change, money, (c, m) -> c > 0 ? m : 0);
              double[] down = Columns.zip(change, money, (c, m) -> c < 0 ? m : 0);
              double[] rises = Windows.sum(Columns.from(up, 1), a.count(0));
              double[] falls = Windows.sum(Columns.from(down, 1), a.count(0));
              double[] both = Columns.plus(rises, falls);
              return Columns.ratio(100, rises, both, 50);
            });
  }

  private static Indicator ease() {
    return Entry.of(VOLUME, "emv", "Ease of movement")
        .takes(candles("n", 14))
        .gives(Unit.NUMBER)
        .formula(
            "sma(n) of 10000·(m − m′)·(high − low) / volume, m = (high + low) / 2; 0 where nothing traded")
        .source("Richard Arms, Volume Cycles in the Stock Market, 1994")
        .from(a -> a.count(0))
        .is(
            (bars, a) -> {
              double[] way = Columns.times(Columns.change(bars.median(), 1), bars.height());
              return Windows.mean(Columns.ratio(10_000, way, bars.volume(), 0), a.count(0));
            });
  }

  private static double[] oscillator(Bars bars, Arguments a) {
    double[] slow = Windows.mean(bars.volume(), a.count(1));
    double[] fast = Windows.mean(bars.volume(), a.count(0));
    return Columns.ratio(100, Columns.minus(fast, slow), slow, 0);
  }

  private static Indicator chaikin() {
    return Entry.of(VOLUME, "adosc", "Chaikin oscillator")
        .takes(candles("fast", 3), candles("slow", 10))
        .ascending(0, 1)
        .gives(Unit.BASE)
        .formula(
            "ema(fast) − ema(slow) of the accumulation/distribution line, in which it does not matter"
                + " where the line begins")
        .source(Sources.CHAIKIN)
        .from(a -> a.count(1) - 1)
        .seeded(SEED, a -> Memory.exponential(a.count(1)))
        .is((bars, a) -> Crossings.difference(Accumulations.line(bars), a));
  }

  private static Indicator klinger() {
    return Crossings.fastAndSlow(Entry.of(VOLUME, "kvo", "Klinger volume oscillator"))
        .gives(Unit.BASE)
        .formula(
            "ema(fast) − ema(slow) of ±100·volume·|2·d / c − 1|, + in a rise of high + low + close; d ="
                + " high − low, c = Σ d since the candle before the rise or fall began; 0 where that is 0")
        .source("Stephen Klinger, Stocks & Commodities, December 1997")
        .from(a -> a.count(1))
        .seeded(SEED + "; gone after a turn", a -> Memory.exponential(a.count(1)) + TURNS)
        .is((bars, a) -> Crossings.difference(force(bars), a));
  }

  private static double[] force(Bars bars) {
    double[] price = bars.typical();
    double[] height = bars.height();
    double[] result = Columns.from(height, 1);
    double sum = 0;
    double trend = 0;
    for (int i = 1; i < result.length; i++) {
      double direction = Math.signum(price[i] - price[i - 1]);
      if (trend == 0 || (direction != 0 && direction != trend)) {
        trend = direction == 0 ? -1 : direction;
        sum = height[i - 1];
      }
      sum += height[i];
      double share = sum == 0 ? 0.5 : height[i] / sum;
      result[i] = 100 * trend * bars.volume()[i] * Math.abs(2 * share - 1);
    }
    return result;
  }

  private static Indicator force() {
    return Entry.of(VOLUME, "force", "Force index")
        .takes(candles("n", 13))
        .gives(Unit.QUOTE)
        .formula("ema(n) of (close − close′)·volume")
        .source("Alexander Elder, Trading for a Living, 1993")
        .from(a -> a.count(0))
        .seeded("as the first figure", a -> Memory.exponential(a.count(0)))
        .is(
            (bars, a) ->
                Averages.exponential(
                    Columns.times(Columns.change(bars.close(), 1), bars.volume()), a.count(0)));
  }

  private static Indicator average() {
    return Entry.of(VOLUME, "vwap", "Volume-weighted average price")
        .takes(candles("n", 20))
        .gives(Unit.PRICE)
        .formula(
            "Σ t·volume / Σ volume over n, t = (high + low + close) / 3; their mean where nothing traded")
        .source("Berkowitz, Logue, Noser, Journal of Finance 43, 1988")
        .differs(
            "Others begin with a session; here it is the last n candles. A candle's own is exact")
        .from(a -> a.count(0) - 1)
        .is(
            (bars, a) -> {
              double[] price = bars.typical();
              return Columns.orElse(
                  Pairs.weightedMean(price, bars.volume(), a.count(0)),
                  Windows.mean(price, a.count(0)));
            });
  }
}
