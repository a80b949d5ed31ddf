package io.tapeline.signal.statistic;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether the returns of one series exceed those of another by more than chance: the stationary
 * bootstrap of Dimitris N. Politis and Joseph P. Romano, Journal of the American Statistical
 * Association 89, 1994. Blocks of neighbouring excesses are drawn, of a geometric length, round the
 * end to the beginning, so that what hangs together in time stays together.
 *
 * @param returns excesses there are
 * @param mean of them, a year; not a number, as all others, where there are fewer than {@link
 *     #FEWEST}
 * @param low of the interval that holds 95 of 100 means of resamples, a year
 * @param high of it
 * @param chance the share of resamples of no excess at all whose mean is at least as high: the
 *     one-sided p-value of a mean that is not above 0
 * @param block mean length of the blocks, excesses: the cube root of their number, rounded up
 */
public record Excess(int returns, double mean, double low, double high, double chance, int block) {

  /** Of fewer nothing is said. */
  public static final int FEWEST = 30;

  /** What the numbers by chance begin with: the same excesses, the same answer. */
  public static final long SEED = 1_994;

  private static final double TAIL = 0.025;

  /** What is known of an edge. */
  public enum Edge {
    /** Too few returns. */
    UNKNOWN,
    /** The interval lies above 0. */
    SHOWN,
    /** It holds 0. */
    NONE,
    /** It lies below 0. */
    NEGATIVE
  }

  /**
   * @param benchmark of the same times
   * @param resamples at least 1
   */
  public static Excess of(Returns series, Returns benchmark, int resamples) {
    double[] excess =
        IntStream.range(0, series.size())
            .mapToDouble(i -> series.at(i) - benchmark.at(i))
            .filter(Double::isFinite)
            .toArray();
    int block = Math.max(1, (int) StrictMath.ceil(StrictMath.cbrt(excess.length)));
    if (excess.length < FEWEST) {
      return new Excess(excess.length, Double.NaN, Double.NaN, Double.NaN, Double.NaN, block);
    }
    return of(excess, block, resamples, series.stepsPerYear());
  }

  private static Excess of(double[] excess, int block, int resamples, double year) {
    double mean = new Sample(excess).mean();
    double[] means = new Resampling(excess, block, SEED).means(resamples);
    double centre = mean;
    long asHigh = Arrays.stream(means).filter(drawn -> drawn - centre >= centre).count();
    Sample drawn = new Sample(means);
    return new Excess(
        excess.length,
        mean * year,
        drawn.quantile(TAIL) * year,
        drawn.quantile(1 - TAIL) * year,
        (1.0 + asHigh) / (1.0 + resamples),
        block);
  }

  public Edge edge() {
    if (Double.isNaN(mean)) {
      return Edge.UNKNOWN;
    }
    return low > 0 ? Edge.SHOWN : high < 0 ? Edge.NEGATIVE : Edge.NONE;
  }
}
