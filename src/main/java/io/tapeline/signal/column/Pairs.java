package io.tapeline.signal.column;

/** Figures of the last n bars of two columns. */
public final class Pairs {

  private Pairs() {}

  /** Pearson's, −1 to 1; 0 where one of the two does not move. */
  public static double[] correlation(double[] a, double[] b, int n) {
    double[] result = Columns.empty(a.length);
    int begin = Math.max(Columns.begin(a), Columns.begin(b));
    for (int to = begin + n; to <= a.length; to++) {
      result[to - 1] = correlation(a, b, to - n, to);
    }
    return result;
  }

  private static double correlation(double[] a, double[] b, int from, int to) {
    double meanA = Windows.mean(a, from, to);
    double meanB = Windows.mean(b, from, to);
    double products = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = from; i < to; i++) {
      products += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    double scale = StrictMath.sqrt(squaresA) * StrictMath.sqrt(squaresB);
    return scale == 0 ? 0 : products / scale;
  }

  /** Average of the values, each weighted by its weight; NaN where nothing weighs anything. */
  public static double[] weightedMean(double[] values, double[] weights, int n) {
    return Columns.ratio(
        1, Windows.sum(Columns.times(values, weights), n), Windows.sum(weights, n), Double.NaN);
  }
}
