package io.tapeline.signal.column;

/**
 * Wilder's sum, which loses 1 / n of itself with each new figure, as it goes on from one to the
 * next; begins with the sum of the first n − 1. For one thread.
 */
public final class WilderSum {

  private final int n;
  private int seen;
  private double sum;

  public WilderSum(int n) {
    this.n = n;
  }

  /** With this figure; not a number before there are n − 1. */
  public double next(double x) {
    if (seen == 0 && Double.isNaN(x)) {
      return x;
    }
    if (seen >= n - 1) {
      sum += x - sum / n;
      return sum;
    }
    sum += x;
    return ++seen < n - 1 ? Double.NaN : sum;
  }
}
