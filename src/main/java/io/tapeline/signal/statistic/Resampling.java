package io.tapeline.signal.statistic;

/** Draws resamples of a series, block by block, as {@link Excess} says. */
final class Resampling {

  /** Sebastiano Vigna's SplitMix64. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private static final double UNIT = 0x1.0p-53;

  /** Sums of all before each place, of the series twice over: a block's sum is a difference. */
  private final double[] sums;

  private final int size;
  private final double logarithm;
  private long state;

  /**
   * @param block mean length, 1 or more
   */
  Resampling(double[] series, int block, long seed) {
    this.size = series.length;
    this.sums = new double[2 * size + 1];
    for (int i = 0; i < 2 * size; i++) {
      sums[i + 1] = sums[i] + series[i % size];
    }
    // a block goes on with a chance of 1 − 1 / block
    this.logarithm = block == 1 ? Double.NEGATIVE_INFINITY : StrictMath.log1p(-1.0 / block);
    this.state = seed;
  }

  /** The mean of each of so many resamples, each as long as the series. */
  double[] means(int resamples) {
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      int drawn = 0;
      while (drawn < size) {
        int start = (int) (unit() * size);
        int length = Math.min(length(), size - drawn);
        sum += sums[start + length] - sums[start];
        drawn += length;
      }
      means[i] = sum / size;
    }
    return means;
  }

  /** Geometric: 1 + ⌊ln u / ln(1 − 1 / block)⌋, u above 0 and at most 1. */
  private int length() {
    double steps = StrictMath.log(1 - unit()) / logarithm;
    return 1 + (int) Math.min(steps, size);
  }

  /** 0 to 1, exclusive. */
  private double unit() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * UNIT;
  }
}
