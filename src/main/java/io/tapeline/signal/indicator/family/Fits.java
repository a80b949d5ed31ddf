package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.STATISTICS;
import static io.tapeline.signal.indicator.Parameter.length;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Lines;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Straight lines and waves through the last n closes. */
final class Fits {

  private static final String SQUARES = "the line of least squares through the last n closes";

  private Fits() {}

  static List<Indicator> all() {
    return List.of(
        fit("linreg", "Linear regression", Unit.PRICE)
            .formula("where " + SQUARES + " ends")
            .is((bars, a) -> Lines.at(bars.close(), a.count(0), a.count(0) - 1)),
        fit("linregslope", "Slope of the linear regression", Unit.PRICE)
            .formula("what " + SQUARES + " gains with each candle")
            .is((bars, a) -> Lines.slope(bars.close(), a.count(0))),
        fit("linregintercept", "Beginning of the linear regression", Unit.PRICE)
            .formula("where " + SQUARES + " begins: over the oldest of them")
            .is((bars, a) -> Lines.at(bars.close(), a.count(0), 0)),
        fit("tsf", "Time series forecast", Unit.PRICE)
            .formula("where " + SQUARES + " would be one candle later")
            .is((bars, a) -> Lines.at(bars.close(), a.count(0), a.count(0))),
        fit("fosc", "Forecast oscillator", Unit.PERCENT)
            .formula("100·(close − tsf(n)′) / close")
            .source(Sources.CHANDE)
            .from(a -> a.count(0))
            .is(
                (bars, a) -> {
                  double[] forecast = Lines.at(bars.close(), a.count(0), a.count(0));
                  double[] miss = Columns.minus(bars.close(), Columns.before(forecast, 1));
                  return Columns.ratio(100, miss, bars.close(), 0);
                }),
        fit("rsquared", "R squared", Unit.RATIO)
            .formula("share of the variance that " + SQUARES + " explains; 1 where nothing varies")
            .is((bars, a) -> Lines.explained(bars.close(), a.count(0))),
        wave());
  }

  private static Entry fit(String name, String title, Unit unit) {
    return Entry.of(STATISTICS, name, title)
        .takes(length("n", 14))
        .gives(unit)
        .source(Sources.STATISTICS)
        .from(a -> a.count(0) - 1);
  }

  private static Indicator wave() {
    return Entry.of(STATISTICS, "msw", "MESA sine wave")
        .takes(length("n", 14))
        .gives("sine", Unit.NUMBER)
        .gives("lead", Unit.NUMBER)
        .formula(
            "sine = sin(φ), lead = sin(φ + π/4), φ = the phase, plus π/2, of the wave of n candles in the"
                + " last n closes")
        .source("John Ehlers, Stocks & Commodities, November 1996")
        .from(a -> a.count(0) - 1)
        .are(
            (bars, a) -> {
              double[] phase = Windows.over(bars.close(), a.count(0), Fits::phase);
              return new double[][] {
                Columns.map(phase, StrictMath::sin),
                Columns.map(phase, x -> StrictMath.sin(x + Math.PI / 4))
              };
            });
  }

  private static double phase(double[] close, int from, int to) {
    double real = 0;
    double imaginary = 0;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * (to - 1 - i) / (to - from);
      real += StrictMath.cos(angle) * close[i];
      imaginary += StrictMath.sin(angle) * close[i];
    }
    // below that the real part is but what rounding leaves
    double bound = 1e-9 * Math.abs(close[to - 1]) * (to - from);
    if (Math.abs(real) <= bound) {
      return imaginary < -bound ? -Math.PI / 2 : Math.PI;
    }
    double phase = StrictMath.atan(imaginary / real) + (real < 0 ? Math.PI : 0);
    return phase + Math.PI / 2;
  }
}
