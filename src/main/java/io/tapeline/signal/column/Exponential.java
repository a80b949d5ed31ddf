package io.tapeline.signal.column;

/**
 * y = y′ + α (x − y′) as it goes on from figure to figure; begins as the first one. For one thread.
 */
public final class Exponential {

  private final double weight;
  private int left;
  private boolean begun;
  private double average;

  /**
   * @param without so many at the beginning are left out
   */
  Exponential(double weight, int without) {
    this.weight = weight;
    this.left = without;
  }

  /** α = 2 / (n + 1); the first n − 1 are left out. */
  public Exponential(int n) {
    this(Averages.weight(n), n - 1);
  }

  /** With this figure; not a number before the first, and of what is left out. */
  public double next(double x) {
    if (!begun) {
      if (Double.isNaN(x)) {
        return x;
      }
      begun = true;
      average = x;
    }
    average += weight * (x - average);
    return left-- > 0 ? Double.NaN : average;
  }
}
