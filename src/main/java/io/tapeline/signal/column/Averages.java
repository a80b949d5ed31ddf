package io.tapeline.signal.column;

/** Moving averages of a column. Each begins where its input does. */
public final class Averages {

  private Averages() {}

  /** What a new figure weighs in an exponential average of n. */
  public static double weight(int n) {
    return 2.0 / (n + 1);
  }

  /** Exponential, α = 2 / (n + 1); begins as the first figure; the first n − 1 are left out. */
  public static double[] exponential(double[] a, int n) {
    return exponential(a, weight(n), n - 1);
  }

  /**
   * y = y′ + α (x − y′), which begins as the first figure.
   *
   * @param without so many at the beginning are left out
   */
  public static double[] exponential(double[] a, double weight, int without) {
    double[] result = Columns.empty(a.length);
    int begin = Columns.begin(a);
    double average = begin < a.length ? a[begin] : 0;
    for (int i = begin; i < a.length; i++) {
      average += weight * (a[i] - average);
      if (i >= begin + without) {
        result[i] = average;
      }
    }
    return result;
  }

  /** Wilder's, α = 1 / n; begins with the mean of the first n. */
  public static double[] wilder(double[] a, int n) {
    double[] result = Columns.empty(a.length);
    int seed = Columns.begin(a) + n - 1;
    if (seed < a.length) {
      result[seed] = Windows.mean(a, seed - n + 1, seed + 1);
      for (int i = seed + 1; i < a.length; i++) {
        result[i] = result[i - 1] + (a[i] - result[i - 1]) / n;
      }
    }
    return result;
  }

  /**
   * Wilder's sum, which loses 1 / n of itself with each new figure; begins with the sum of the
   * first n − 1.
   */
  public static double[] wilderSum(double[] a, int n) {
    double[] result = Columns.empty(a.length);
    int begin = Columns.begin(a);
    double sum = 0;
    for (int i = begin; i < a.length; i++) {
      sum += i < begin + n - 1 ? a[i] : a[i] - sum / n;
      if (i >= begin + n - 2) {
        result[i] = sum;
      }
    }
    return result;
  }

  /** Of the last n with the weights 1 to n, the newest the heaviest. */
  public static double[] weighted(double[] a, int n) {
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = i + 1;
    }
    return weighted(a, weights);
  }

  /** Of the last n with 1, 2, … 2, 1: the heaviest in the middle. */
  public static double[] triangular(double[] a, int n) {
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = Math.min(i, n - 1 - i) + 1;
    }
    return weighted(a, weights);
  }

  /**
   * Of as many figures as there are weights.
   *
   * @param weights that of the oldest first
   */
  public static double[] weighted(double[] a, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double all = total;
    return Windows.over(
        a,
        weights.length,
        (values, from, _) -> {
          double sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[from + i];
          }
          return sum / all;
        });
  }

  /** Hull's: the weighted average of √n of what half the length says beyond the whole. */
  public static double[] hull(double[] a, int n) {
    double[] ahead =
        Columns.zip(weighted(a, n / 2), weighted(a, n), (half, whole) -> 2 * half - whole);
    return weighted(ahead, root(n));
  }

  /** √n, rounded down. */
  public static int root(int n) {
    return (int) StrictMath.sqrt(n);
  }
}
