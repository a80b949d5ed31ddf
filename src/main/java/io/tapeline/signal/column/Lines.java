package io.tapeline.signal.column;

import java.util.function.DoubleBinaryOperator;

/** Straight lines through the last n figures, by least squares. */
public final class Lines {

  private Lines() {}

  /** What the line gains from one bar to the next. */
  public static double[] slope(double[] a, int n) {
    return Windows.over(a, n, Lines::slope);
  }

  /**
   * Where the line stands.
   *
   * @param bars behind the first of its n: n − 1 is at the newest, n at the next
   */
  public static double[] at(double[] a, int n, double bars) {
    return Windows.over(a, n, (all, from, to) -> line(all, from, to, bars));
  }

  /** Root of the mean square of what lies between figures and line, by n. */
  public static double[] error(double[] a, int n) {
    return Windows.over(a, n, Lines::error);
  }

  /** Share of the variance that the line explains, 0 to 1; 1 where nothing varies. */
  public static double[] explained(double[] a, int n) {
    DoubleBinaryOperator share = (error, whole) -> whole == 0 ? 1 : 1 - error * error / whole;
    return Columns.zip(error(a, n), Windows.variance(a, n), share);
  }

  private static double error(double[] a, int from, int to) {
    double slope = slope(a, from, to);
    double first = line(a, from, to, 0);
    double sum = 0;
    for (int i = from; i < to; i++) {
      double rest = a[i] - first - slope * (i - from);
      sum += rest * rest;
    }
    return StrictMath.sqrt(sum / (to - from));
  }

  private static double line(double[] a, int from, int to, double bars) {
    return Windows.mean(a, from, to) + slope(a, from, to) * (bars - (to - from - 1) / 2.0);
  }

  private static double slope(double[] a, int from, int to) {
    double middle = (to - from - 1) / 2.0;
    double products = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double x = i - from - middle;
      products += x * a[i];
      squares += x * x;
    }
    return products / squares;
  }
}
