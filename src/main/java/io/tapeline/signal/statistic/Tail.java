package io.tapeline.signal.statistic;

/**
 * The worst returns, as they were: historical, no distribution is assumed. Not a number where there
 * are so few that none of them would be in the tail.
 */
record Tail(double valueAtRisk, double expectedShortfall, double ratio) {

  private static final Tail NONE = new Tail(Double.NaN, Double.NaN, Double.NaN);

  /**
   * @param confidence 0.5 to 1, exclusive
   */
  static Tail of(Sample returns, double confidence) {
    if (returns.size() * (1 - confidence) < 1 - 1e-9) {
      return NONE;
    }
    double low = returns.quantile(1 - confidence);
    double high = returns.quantile(confidence);
    return new Tail(-low, -returns.meanUpTo(low), Sample.ratio(high, Math.abs(low)));
  }
}
