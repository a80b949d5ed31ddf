package io.tapeline.signal.column;

/**
 * Figures of the last n bars, each window summed anew from its oldest bar: the figure is the same
 * wherever the column begins, to the last bit.
 */
public final class Windows {

  private Windows() {}

  /** Makes one figure of {@code a[from]} to {@code a[to - 1]}. */
  @FunctionalInterface
  public interface Reduction {
    double of(double[] a, int from, int to);
  }

  /** From the bar on with which n numbers are there. */
  public static double[] over(double[] a, int n, Reduction reduction) {
    double[] result = Columns.empty(a.length);
    for (int to = Columns.begin(a) + n; to <= a.length; to++) {
      result[to - 1] = reduction.of(a, to - n, to);
    }
    return result;
  }

  public static double[] sum(double[] a, int n) {
    return over(a, n, Windows::sum);
  }

  public static double[] mean(double[] a, int n) {
    return over(a, n, Windows::mean);
  }

  public static double[] highest(double[] a, int n) {
    return over(a, n, Windows::highest);
  }

  public static double[] lowest(double[] a, int n) {
    return over(a, n, Windows::lowest);
  }

  /** Bars since the highest, the newest of equal ones. */
  public static double[] sinceHighest(double[] a, int n) {
    return over(a, n, (all, from, to) -> to - 1 - lastOf(all, from, to, highest(all, from, to)));
  }

  /** Bars since the lowest, the newest of equal ones. */
  public static double[] sinceLowest(double[] a, int n) {
    return over(a, n, (all, from, to) -> to - 1 - lastOf(all, from, to, lowest(all, from, to)));
  }

  /** Σ(x − mean)² / n. */
  public static double[] variance(double[] a, int n) {
    return over(a, n, (all, from, to) -> moment(all, from, to, 2));
  }

  /** Square root of the {@link #variance}: of the population, by n and not by n − 1. */
  public static double[] deviation(double[] a, int n) {
    return Columns.map(variance(a, n), StrictMath::sqrt);
  }

  /** Σ|x − mean| / n. */
  public static double[] meanDeviation(double[] a, int n) {
    return over(
        a,
        n,
        (all, from, to) -> {
          double mean = mean(all, from, to);
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += Math.abs(all[i] - mean);
          }
          return sum / (to - from);
        });
  }

  /** Of the third or fourth power by that power of the deviation; 0 where nothing deviates. */
  public static double[] standardMoment(double[] a, int n, int power) {
    return over(
        a,
        n,
        (all, from, to) -> {
          double deviation = StrictMath.sqrt(moment(all, from, to, 2));
          double scale = power(deviation, power);
          return scale == 0 ? 0 : moment(all, from, to, power) / scale;
        });
  }

  private static double moment(double[] a, int from, int to, int power) {
    double mean = mean(a, from, to);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += power(a[i] - mean, power);
    }
    return sum / (to - from);
  }

  private static double power(double x, int power) {
    double result = x;
    for (int i = 1; i < power; i++) {
      result *= x;
    }
    return result;
  }

  private static double sum(double[] a, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += a[i];
    }
    return sum;
  }

  static double mean(double[] a, int from, int to) {
    return sum(a, from, to) / (to - from);
  }

  private static double highest(double[] a, int from, int to) {
    double highest = a[from];
    for (int i = from + 1; i < to; i++) {
      highest = Math.max(highest, a[i]);
    }
    return highest;
  }

  private static double lowest(double[] a, int from, int to) {
    double lowest = a[from];
    for (int i = from + 1; i < to; i++) {
      lowest = Math.min(lowest, a[i]);
    }
    return lowest;
  }

  private static int lastOf(double[] a, int from, int to, double wanted) {
    int i = to - 1;
    while (i > from && a[i] != wanted) {
      i--;
    }
    return i;
  }
}
