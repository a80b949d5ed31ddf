package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.AVERAGE;
import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.decimal;
import static io.tapeline.signal.indicator.Parameter.length;

import io.tapeline.signal.column.Averages;
import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Pairs;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Averages of the last n closes, with weights that are known beforehand. */
final class SimpleAverages {

  private SimpleAverages() {}

  static List<Indicator> all() {
    return List.of(
        average("sma", "Simple moving average", "mean of the last n closes")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Windows.mean(bars.close(), a.count(0))),
        average("wma", "Weighted moving average", "Σ w·close / Σ w, w = 1 to n, newest heaviest")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Averages.weighted(bars.close(), a.count(0))),
        average(
                "trima",
                "Triangular moving average",
                "Σ w·close / Σ w over n, w = 1, 2, … 2, 1, the middle heaviest")
            .source(Sources.ACHELIS)
            .is((bars, a) -> Averages.triangular(bars.close(), a.count(0))),
        average(
                "vwma",
                "Volume-weighted moving average",
                "Σ close·volume / Σ volume over n; their mean where nothing traded")
            .source("Buff Dormeier, Investing with Volume Analysis, 2011")
            .is(SimpleAverages::byVolume),
        hull(),
        legoux());
  }

  private static Entry average(String name, String title, String formula) {
    return Entry.of(AVERAGE, name, title)
        .takes(candles("n", 20))
        .gives(Unit.PRICE)
        .formula(formula)
        .from(a -> a.count(0) - 1);
  }

  private static double[] byVolume(Bars bars, Arguments a) {
    double[] weighted = Pairs.weightedMean(bars.close(), bars.volume(), a.count(0));
    return Columns.orElse(weighted, Windows.mean(bars.close(), a.count(0)));
  }

  private static Indicator hull() {
    return Entry.of(AVERAGE, "hma", "Hull moving average")
        .takes(length("n", 16))
        .gives(Unit.PRICE)
        .formula("wma(√n) of 2·wma(n / 2) − wma(n); n / 2 and √n rounded down")
        .source("Alan Hull, Hull Moving Average, 2005")
        .from(a -> a.count(0) + Averages.root(a.count(0)) - 2)
        .is((bars, a) -> Averages.hull(bars.close(), a.count(0)));
  }

  private static Indicator legoux() {
    return Entry.of(AVERAGE, "alma", "Arnaud Legoux moving average")
        .takes(
            length("n", 9), decimal("offset", "0.85", "0", "1"), decimal("sigma", "6", "1", "20"))
        .gives(Unit.PRICE)
        .formula("Σ w·close / Σ w over n, w(i) = exp(−(i − offset·(n − 1))² / (2·(n / sigma)²))")
        .source("Arnaud Legoux, Dimitris Kouzis-Loukas, ALMA, 2009")
        .from(a -> a.count(0) - 1)
        .is((bars, a) -> Averages.weighted(bars.close(), bell(a)));
  }

  private static double[] bell(Arguments a) {
    double[] weights = new double[a.count(0)];
    double middle = a.number(1) * (weights.length - 1);
    double width = weights.length / a.number(2);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.exp(-(i - middle) * (i - middle) / (2 * width * width));
    }
    return weights;
  }
}
