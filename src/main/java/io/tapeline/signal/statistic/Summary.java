package io.tapeline.signal.statistic;

import org.jspecify.annotations.Nullable;

/**
 * Return and risk of one series over a stretch of time; each figure is not a number where there is
 * nothing to make it of. Formulae: docs/concepts/statistics.md.
 *
 * @param totalReturn last close / first close − 1
 * @param annualGrowth what that is a year (CAGR); of 30 days or more
 * @param volatility deviation of logarithmic returns, a year
 * @param sharpe mean return above the riskless one, by the deviation of returns, a year
 * @param sortino the same, by the downside
 * @param calmar annual growth by the deepest drawdown
 * @param drawdown null where no close is below one before
 * @param valueAtRisk the loss of one interval that only one in 1 / (1 − confidence) exceeds
 * @param expectedShortfall the mean of the losses that are as large or larger (CVaR)
 * @param tailRatio the return that so many exceed, by the loss that so many exceed
 * @param beta covariance with the benchmark's returns, by their variance
 * @param correlation Pearson's, with them
 */
public record Summary(
    double totalReturn,
    double annualGrowth,
    double volatility,
    double sharpe,
    double sortino,
    double calmar,
    @Nullable Drawdown drawdown,
    double skew,
    double excessKurtosis,
    double valueAtRisk,
    double expectedShortfall,
    double tailRatio,
    double beta,
    double correlation) {

  /**
   * What is taken for granted.
   *
   * @param confidence share of the intervals whose losses stay below the value at risk, 0 to 1
   * @param riskless return a year of what bears no risk, such as 0.04
   */
  public record Terms(double confidence, double riskless) {}

  /**
   * @param benchmark of the same interval
   */
  public static Summary of(Returns series, Returns benchmark, Terms terms) {
    Performance performance = Performance.of(series, terms.riskless());
    Sample returns = new Sample(series.known());
    Tail tail = Tail.of(returns, terms.confidence());
    Likeness likeness = Likeness.of(series, benchmark);
    return new Summary(
        performance.totalReturn(),
        performance.annualGrowth(),
        performance.volatility(),
        performance.sharpe(),
        performance.sortino(),
        performance.calmar(),
        performance.drawdown(),
        returns.skew(),
        returns.excessKurtosis(),
        tail.valueAtRisk(),
        tail.expectedShortfall(),
        tail.ratio(),
        likeness.beta(),
        likeness.correlation());
  }
}
