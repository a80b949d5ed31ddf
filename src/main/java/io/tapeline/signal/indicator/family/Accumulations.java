package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.VOLUME;
import static io.tapeline.signal.indicator.Parameter.candles;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/**
 * What elsewhere is added up since a chart began. A figure must not depend on that, so here it is
 * what was added over the last n candles: the difference of that line to itself n candles ago.
 */
final class Accumulations {

  private static final String ROLLING =
      "Elsewhere since the chart began; here over the last n candles, so that a figure does not depend"
          + " on where reading begins. It is that line less itself n candles ago";

  private Accumulations() {}

  static List<Indicator> all() {
    return List.of(
        sum("obv", "On-balance volume", Unit.BASE)
            .formula("Σ over n of volume where close > close′, −volume where close < close′")
            .source("Joseph Granville, New Key to Stock Market Profits, 1963")
            .is((bars, a) -> Windows.sum(signed(bars), a.count(0))),
        sum("ad", "Accumulation/distribution", Unit.BASE)
            .formula(
                "Σ over n of volume·((close − low) − (high − close)) / (high − low); 0 where that is 0")
            .source(Sources.CHAIKIN)
            .from(a -> a.count(0) - 1)
            .is((bars, a) -> Windows.sum(flow(bars), a.count(0))),
        sum("pvt", "Price and volume trend", Unit.BASE)
            .formula("Σ over n of volume·(close / close′ − 1)")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Windows.sum(Columns.times(returns(bars), bars.volume()), a.count(0))),
        sum("wad", "Williams accumulation/distribution", Unit.PRICE)
            .formula(
                "Σ over n of close − min(low, close′) where close > close′, close − max(high, close′) where"
                    + " close < close′")
            .source("Larry Williams, How I Made One Million Dollars, 1973")
            .is((bars, a) -> Windows.sum(moves(bars), a.count(0))),
        index("nvi", "Negative volume index")
            .formula("1000·Π over n of close / close′ where volume < volume′")
            .source("Norman Fosback, Stock Market Logic, 1976")
            .is((bars, a) -> index(bars, a, -1)),
        index("pvi", "Positive volume index")
            .formula("1000·Π over n of close / close′ where volume > volume′")
            .source("Norman Fosback, Stock Market Logic, 1976")
            .is((bars, a) -> index(bars, a, 1)));
  }

  private static Entry sum(String name, String title, Unit unit) {
    return Entry.of(VOLUME, name, title)
        .takes(candles("n", 100))
        .gives(unit)
        .differs(ROLLING)
        .from(a -> a.count(0));
  }

  private static Entry index(String name, String title) {
    return Entry.of(VOLUME, name, title)
        .takes(candles("n", 100))
        .gives(Unit.NUMBER)
        .differs(ROLLING.replace("less itself", "by itself") + ", times 1000")
        .from(a -> a.count(0));
  }

  private static double[] signed(Bars bars) {
    return Columns.zip(
        Columns.change(bars.close(), 1),
        bars.volume(),
        (change, volume) -> change == 0 ? 0 : Math.signum(change) * volume);
  }

  /** What of the volume was bought, less what was sold, by where the candle closed. */
  static double[] flow(Bars bars) {
    double[] place = Columns.ratio(2, Columns.minus(bars.close(), bars.median()), bars.height(), 0);
    return Columns.times(place, bars.volume());
  }

  /** That, added up since the first bar. */
  static double[] line(Bars bars) {
    double[] line = flow(bars);
    for (int i = 1; i < line.length; i++) {
      line[i] += line[i - 1];
    }
    return line;
  }

  private static double[] returns(Bars bars) {
    return Columns.map(Columns.growth(bars.close(), 1), growth -> growth - 1);
  }

  private static double[] moves(Bars bars) {
    double[] close = bars.close();
    double[] result = Columns.change(close, 1);
    for (int i = 1; i < result.length; i++) {
      double bound =
          result[i] > 0
              ? Math.min(bars.low()[i], close[i - 1])
              : Math.max(bars.high()[i], close[i - 1]);
      result[i] = result[i] == 0 ? 0 : close[i] - bound;
    }
    return result;
  }

  private static double[] index(Bars bars, Arguments a, int direction) {
    double[] change = Columns.change(bars.volume(), 1);
    double[] growth =
        Columns.zip(
            change,
            Columns.growth(bars.close(), 1),
            (more, times) -> Math.signum(more) == direction ? times : 1);
    return Windows.over(
        Columns.from(growth, 1),
        a.count(0),
        (all, from, to) -> {
          double product = 1000;
          for (int i = from; i < to; i++) {
            product *= all[i];
          }
          return product;
        });
  }
}
