package io.tapeline.signal.statistic;

import java.util.Arrays;

/** How returns move together, over a window that rolls. */
public final class Correlations {

  private Correlations() {}

  /**
   * Pearson's of the last n returns, −1 to 1, for each place; not a number where one of them is
   * missing, or where one of the two does not move. Each is made anew from its window, so that it
   * does not depend on where the range starts.
   */
  public static double[] rolling(double[] a, double[] b, int n) {
    double[] result = new double[a.length];
    Arrays.fill(result, Double.NaN);
    for (int to = n; to <= a.length; to++) {
      result[to - 1] = correlation(a, b, to - n, to);
    }
    return result;
  }

  private static double correlation(double[] a, double[] b, int from, int to) {
    double meanA = mean(a, from, to);
    double meanB = mean(b, from, to);
    double products = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = from; i < to; i++) {
      double awayA = a[i] - meanA;
      double awayB = b[i] - meanB;
      products += awayA * awayB;
      squaresA += awayA * awayA;
      squaresB += awayB * awayB;
    }
    boolean moves = differs(a, from, to) && differs(b, from, to);
    double scale = StrictMath.sqrt(squaresA) * StrictMath.sqrt(squaresB);
    return moves ? Sample.ratio(products, scale) : Double.NaN;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private static boolean differs(double[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (values[i] != values[from]) {
        return true;
      }
    }
    return false;
  }
}
