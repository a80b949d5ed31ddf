package io.tapeline.signal.column;

/**
 * Wilder's average, α = 1 / n, as it goes on from figure to figure; begins with the mean of the
 * first n. For one thread.
 */
public final class Wilder {

  private final int n;
  private int seen;

  /** The sum as long as there are less than n. */
  private double average;

  public Wilder(int n) {
    this.n = n;
  }

  /** With this figure; not a number before there are n. */
  public double next(double x) {
    if (seen >= n) {
      average += (x - average) / n;
      return average;
    }
    if (seen == 0 && Double.isNaN(x)) {
      return x;
    }
    average += x;
    if (++seen < n) {
      return Double.NaN;
    }
    average /= n;
    return average;
  }
}
