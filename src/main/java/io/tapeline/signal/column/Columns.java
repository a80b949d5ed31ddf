package io.tapeline.signal.column;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Figures of equal bars, one for each, the oldest first; not a number where there is none. Nothing
 * here changes what it is given, and nothing looks at a later bar than the one it makes a figure
 * for.
 */
public final class Columns {

  private Columns() {}

  public static double[] map(double[] a, DoubleUnaryOperator operator) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = operator.applyAsDouble(a[i]);
    }
    return result;
  }

  public static double[] zip(double[] a, double[] b, DoubleBinaryOperator operator) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = operator.applyAsDouble(a[i], b[i]);
    }
    return result;
  }

  // What most formulas are made of are loops of their own: a call for each figure takes longer.

  public static double[] plus(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] + b[i];
    }
    return result;
  }

  public static double[] minus(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] - b[i];
    }
    return result;
  }

  public static double[] times(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * b[i];
    }
    return result;
  }

  public static double[] times(double[] a, double factor) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * factor;
    }
    return result;
  }

  public static double[] size(double[] a) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = Math.abs(a[i]);
    }
    return result;
  }

  /** What is above 0, and 0 for the rest. */
  public static double[] positive(double[] a) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = Math.max(0, a[i]);
    }
    return result;
  }

  /**
   * factor × a / b.
   *
   * @param undefined where b is 0
   */
  public static double[] ratio(double factor, double[] a, double[] b, double undefined) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = ratio(factor, a[i], b[i], undefined);
    }
    return result;
  }

  /** The same of one figure each. */
  public static double ratio(double factor, double a, double b, double undefined) {
    return b == 0 ? undefined : factor * a / b;
  }

  /** The figures of so many bars ago. */
  public static double[] before(double[] a, int bars) {
    double[] result = new double[a.length];
    int none = Math.min(bars, a.length);
    Arrays.fill(result, 0, none, Double.NaN);
    System.arraycopy(a, 0, result, none, a.length - none);
    return result;
  }

  /** What was added since so many bars ago. */
  public static double[] change(double[] a, int bars) {
    double[] result = new double[a.length];
    int none = Math.min(bars, a.length);
    Arrays.fill(result, 0, none, Double.NaN);
    for (int i = none; i < a.length; i++) {
      result[i] = a[i] - a[i - bars];
    }
    return result;
  }

  /** a / its figure of so many bars ago. */
  public static double[] growth(double[] a, int bars) {
    return ratio(1, a, before(a, bars), Double.NaN);
  }

  /** Those of the second where the first has none. */
  public static double[] orElse(double[] a, double[] b) {
    return zip(a, b, (x, y) -> Double.isNaN(x) ? y : x);
  }

  /** Without what is before a bar. */
  public static double[] from(double[] a, int first) {
    double[] result = a.clone();
    Arrays.fill(result, 0, Math.min(first, a.length), Double.NaN);
    return result;
  }

  /** The first that is a number; the length if none is. */
  static int begin(double[] a) {
    int i = 0;
    while (i < a.length && Double.isNaN(a[i])) {
      i++;
    }
    return i;
  }

  static double[] empty(int length) {
    double[] result = new double[length];
    Arrays.fill(result, Double.NaN);
    return result;
  }
}
