package io.tapeline.signal.indicator.family;

import static io.tapeline.signal.indicator.Family.STATISTICS;
import static io.tapeline.signal.indicator.Parameter.candles;
import static io.tapeline.signal.indicator.Parameter.length;

import io.tapeline.signal.column.Columns;
import io.tapeline.signal.column.Pairs;
import io.tapeline.signal.column.Windows;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Entry;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Unit;
import java.util.List;

/** Statistics of the last n closes. */
final class Statistics {

  private Statistics() {}

  static List<Indicator> all() {
    return List.of(
        statistic("max", "Highest close", Unit.PRICE)
            .formula("highest close of n")
            .is((bars, a) -> Windows.highest(bars.close(), a.count(0))),
        statistic("min", "Lowest close", Unit.PRICE)
            .formula("lowest close of n")
            .is((bars, a) -> Windows.lowest(bars.close(), a.count(0))),
        statistic("sum", "Sum of closes", Unit.PRICE)
            .formula("Σ close over n")
            .is((bars, a) -> Windows.sum(bars.close(), a.count(0))),
        statistic("median", "Median close", Unit.PRICE)
            .formula("the middle close of n, or the mean of the two in the middle")
            .is((bars, a) -> Ranks.median(bars.close(), a.count(0))),
        statistic("var", "Variance", Unit.PRICE_SQUARED)
            .formula("Σ(close − mean)² / n over n, that of the population")
            .is((bars, a) -> Windows.variance(bars.close(), a.count(0))),
        statistic("stddev", "Standard deviation", Unit.PRICE)
            .formula("√(Σ(close − mean)² / n) over n, that of the population")
            .is((bars, a) -> Windows.deviation(bars.close(), a.count(0))),
        statistic("stderr", "Standard error of the mean", Unit.PRICE)
            .formula("stddev(n) / √n")
            .is(
                (bars, a) ->
                    Columns.times(
                        Windows.deviation(bars.close(), a.count(0)),
                        1 / StrictMath.sqrt(a.count(0)))),
        statistic("md", "Mean deviation", Unit.PRICE)
            .formula("Σ|close − mean| / n over n")
            .is((bars, a) -> Windows.meanDeviation(bars.close(), a.count(0))),
        statistic("zscore", "z-score", Unit.NUMBER)
            .formula("(close − sma(n)) / stddev(n); 0 where that is 0")
            .is(Statistics::score),
        statistic("skew", "Skewness", Unit.NUMBER)
            .formula("Σ(close − mean)³ / (n·stddev(n)³), that of the population; 0 where that is 0")
            .is((bars, a) -> Windows.standardMoment(bars.close(), a.count(0), 3)),
        statistic("kurtosis", "Excess kurtosis", Unit.NUMBER)
            .formula(
                "Σ(close − mean)⁴ / (n·stddev(n)⁴) − 3, that of the population; −3 where that is 0")
            .is(
                (bars, a) ->
                    Columns.map(Windows.standardMoment(bars.close(), a.count(0), 4), x -> x - 3)),
        statistic("percentrank", "Percent rank", Unit.PERCENT)
            .formula("percent of the n closes before that are less")
            .from(a -> a.count(0))
            .is((bars, a) -> Ranks.below(bars.close(), a.count(0))),
        statistic("pvcorr", "Correlation of price and volume", Unit.RATIO)
            .formula("Pearson's, of close and volume over n; 0 where one of them does not move")
            .is((bars, a) -> Pairs.correlation(bars.close(), bars.volume(), a.count(0))),
        autocorrelation());
  }

  private static Entry statistic(String name, String title, Unit unit) {
    return Entry.of(STATISTICS, name, title)
        .takes(length("n", 20))
        .gives(unit)
        .source(Sources.STATISTICS)
        .from(a -> a.count(0) - 1);
  }

  private static double[] score(Bars bars, Arguments a) {
    double[] away = Columns.minus(bars.close(), Windows.mean(bars.close(), a.count(0)));
    return Columns.ratio(1, away, Windows.deviation(bars.close(), a.count(0)), 0);
  }

  private static Indicator autocorrelation() {
    return statistic("autocorr", "Autocorrelation of returns", Unit.RATIO)
        .takes(candles("lag", 1, 1, 100))
        .formula(
            "Pearson's, of close / close′ and that of lag candles ago over n; 0 where nothing moves")
        .from(a -> a.count(0) + a.count(1))
        .is(
            (bars, a) -> {
              double[] growth = Columns.growth(bars.close(), 1);
              return Pairs.correlation(growth, Columns.before(growth, a.count(1)), a.count(0));
            });
  }
}
