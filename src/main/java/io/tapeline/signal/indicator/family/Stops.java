package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.TREND;
import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.decimal;

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

/** Lines that follow a price and turn when it crosses them. */
final class Stops {

  /**
   * A line that turned at the same two candles is the same line whatever was before; so many
   * candles have turns enough.
   */
  private static final int TURNS = 500;

  private Stops() {}

  static List<Indicator> all() {
    return List.of(parabolic(), supertrend(), chandelier());
  }

  private static Indicator parabolic() {
    return Entry.of(TREND, "psar", "Parabolic stop and reverse")
        .takes(decimal("step", "0.02", "0.001", "1"), decimal("max", "0.2", "0.001", "2"))
        .ascending(0, 1)
        .gives(Unit.PRICE)
        .formula(
            "stop = stop′ + f·(extreme − stop′), not beyond the two candles before; f grows by step with"
                + " each new extreme, to max; a candle that crosses the stop turns it: stop = extreme, f ="
                + " step")
        .source(Sources.WILDER)
        .from(_ -> 1)
        .seeded(
            "as a rise if the middle of the second candle is not below that of the first; gone after"
                + " two turns",
            _ -> TURNS)
        .is((bars, a) -> new ParabolicStop(bars, a.number(0), a.number(1)).stops());
  }

  private static Indicator supertrend() {
    return Entry.of(TREND, "supertrend", "Supertrend")
        .takes(candles("n", 10, 1, 200), decimal("factor", "3", "0.1", "20"))
        .gives("line", Unit.PRICE)
        .gives("direction", Unit.NUMBER)
        .formula(
            "bands = (high + low) / 2 ± factor·atr(n); in a rise (direction 1) the line is the highest"
                + " lower band since it began, in a fall (−1) the lowest upper band; a close beyond the"
                + " line turns it")
        .source("Olivier Seban, Tout le monde mérite d'être riche, 2008")
        .from(a -> a.count(0) - 1)
        .seeded("as a rise; gone after two turns", a -> Memory.wilder(a.count(0)) + TURNS)
        .are(Stops::supertrend);
  }

  private static double[][] supertrend(Bars bars, Arguments a) {
    double[] close = bars.close();
    double[] width = Columns.times(Ranges.average(bars, a.count(0)), a.number(1));
    double[] upper = Columns.plus(bars.median(), width);
    double[] lower = Columns.minus(bars.median(), width);
    double[] line = new double[close.length];
    double[] direction = new double[close.length];
    boolean rise = true;
    for (int i = 0; i < close.length; i++) {
      if (i >= a.count(0)) {
        upper[i] = close[i - 1] <= upper[i - 1] ? Math.min(upper[i], upper[i - 1]) : upper[i];
        lower[i] = close[i - 1] >= lower[i - 1] ? Math.max(lower[i], lower[i - 1]) : lower[i];
      }
      rise = rise ? !(close[i] < lower[i]) : close[i] > upper[i];
      line[i] = rise ? lower[i] : upper[i];
      direction[i] = rise ? 1 : -1;
    }
    return new double[][] {line, direction};
  }

  private static Indicator chandelier() {
    return Entry.of(TREND, "chandelier", "Chandelier exit")
        .takes(candles("n", 22, 1, 200), decimal("factor", "3", "0.1", "20"))
        .gives("long", Unit.PRICE)
        .gives("short", Unit.PRICE)
        .formula(
            "long = highest high of n − factor·atr(n); short = lowest low of n + factor·atr(n)")
        .source("Charles Le Beau, in: Alexander Elder, Come Into My Trading Room, 2002")
        .from(a -> a.count(0) - 1)
        .seeded(Ranges.SEED, a -> Memory.wilder(a.count(0)))
        .are(
            (bars, a) -> {
              double[] width =
                  Columns.times(Averages.wilder(bars.trueRange(), a.count(0)), a.number(1));
              return new double[][] {
                Columns.minus(Windows.highest(bars.high(), a.count(0)), width),
                Columns.plus(Windows.lowest(bars.low(), a.count(0)), width)
              };
            });
  }
}
