package io.tapeline.signal.statistic;

import io.tapeline.signal.column.Columns;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a stretch of time, and at what risk; each figure is not a number where there is
 * nothing to make it of. Formulae: docs/concepts/statistics.md.
 *
 * @param totalReturn last close / first close − 1
 * @param annualGrowth what that is a year (CAGR); of 30 days or more
 * @param volatility deviation of logarithmic returns, a year
 * @param sharpe mean return above the riskless one, by the deviation of returns, a year
 * @param sortino the same, by the downside
 * @param calmar annual growth by the deepest drawdown
 * @param drawdown null where no close is below one before
 */
public record Performance(
    double totalReturn,
    double annualGrowth,
    double volatility,
    double sharpe,
    double sortino,
    double calmar,
    @Nullable Drawdown drawdown) {

  /** Of less, what it would be a year says nothing. */
  private static final long SHORTEST_GROWTH = Duration.ofDays(30).toNanos();

  /**
   * @param yearlyRiskless return a year of what bears no risk, such as 0.04
   */
  public static Performance of(Returns series, double yearlyRiskless) {
    double year = series.stepsPerYear();
    double riskless = StrictMath.pow(1 + yearlyRiskless, 1 / year) - 1;
    double[] known = series.known();
    Sample returns = new Sample(known);
    Sample above = new Sample(Columns.map(known, x -> x - riskless));
    double annual = StrictMath.sqrt(year);
    double growth = annualGrowth(series);
    Drawdown drawdown = Drawdown.of(series);
    return new Performance(
        total(series),
        growth,
        series.volatility(),
        Sample.ratio(above.mean(), returns.deviation()) * annual,
        Sample.ratio(above.mean(), above.downside()) * annual,
        drawdown == null ? Double.NaN : growth / drawdown.depth(),
        drawdown);
  }

  private static double total(Returns series) {
    return series.size() < 2
        ? Double.NaN
        : Sample.ratio(series.close(series.size() - 1), series.close(0)) - 1;
  }

  private static double annualGrowth(Returns series) {
    if (series.size() < 2) {
      return Double.NaN;
    }
    long time = series.closeTimeNanos(series.size() - 1) - series.closeTimeNanos(0);
    return time < SHORTEST_GROWTH
        ? Double.NaN
        : StrictMath.pow(1 + total(series), Returns.YEAR / time) - 1;
  }
}
