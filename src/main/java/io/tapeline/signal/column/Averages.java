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
    Exponential average = new Exponential(weight, without);
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = average.next(a[i]);
    }
    return result;
  }

  /** Wilder's, α = 1 / n; begins with the mean of the first n. */
  public static double[] wilder(double[] a, int n) {
    Wilder average = new Wilder(n);
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = average.next(a[i]);
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
