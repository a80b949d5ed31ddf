package io.tapeline.signal.statistic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and what is said of them as a whole. A figure is not a number where there are too few of
 * them to make it, or where it would be divided by a deviation of 0.
 */
final class Sample {

  private final double[] values;

  /** Null before anybody asks for it. */
  private double @Nullable [] sorted;

  Sample(double[] values) {
    this.values = values;
  }

  private double[] sorted() {
    double[] known = sorted;
    if (known == null) {
      known = values.clone();
      Arrays.sort(known);
      sorted = known;
    }
    return known;
  }

  int size() {
    return values.length;
  }

  double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Σ(x − mean)ᵏ. */
  private double moment(int power) {
    double mean = mean();
    double sum = 0;
    for (double value : values) {
      double away = value - mean;
      sum += power == 2 ? away * away : StrictMath.pow(away, power);
    }
    return sum;
  }

  /** Where all are equal there is none, whatever is left of rounding. */
  private boolean differs() {
    for (double value : values) {
      if (value != values[0]) {
        return true;
      }
    }
    return false;
  }

  /** √(Σ(x − mean)² / (n − 1)). */
  double deviation() {
    if (values.length < 2) {
      return Double.NaN;
    }
    return differs() ? StrictMath.sqrt(moment(2) / (values.length - 1)) : 0;
  }

  /** Σ(x − mean)³ / n / (Σ(x − mean)² / n)^1.5. */
  double skew() {
    return differs()
        ? moment(3) / values.length / StrictMath.pow(moment(2) / values.length, 1.5)
        : Double.NaN;
  }

  /** Σ(x − mean)⁴ / n / (Σ(x − mean)² / n)² − 3. */
  double excessKurtosis() {
    return differs()
        ? moment(4) / values.length / StrictMath.pow(moment(2) / values.length, 2) - 3
        : Double.NaN;
  }

  /** Σ(x − mean)(y − mean) / (n − 1). */
  double covariance(Sample other) {
    double mean = mean();
    double otherMean = other.mean();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (values[i] - mean) * (other.values[i] - otherMean);
    }
    return sum / (values.length - 1);
  }

  /** Not a number where it would be divided by 0. */
  static double ratio(double a, double b) {
    return b == 0 ? Double.NaN : a / b;
  }

  /** How much is below 0: √(Σ min(x, 0)² / n). */
  double downside() {
    double sum = 0;
    for (double value : values) {
      double below = Math.min(value, 0);
      sum += below * below;
    }
    return StrictMath.sqrt(sum / values.length);
  }

  /** Between the two nearest, in proportion: Hyndman and Fan's type 7. */
  double quantile(double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double place = share * (values.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, values.length - 1);
    double[] ordered = sorted();
    return ordered[below] + (place - below) * (ordered[above] - ordered[below]);
  }

  /** The mean of those that are at most this. */
  double meanUpTo(double bound) {
    double[] ordered = sorted();
    double sum = 0;
    int count = 0;
    while (count < ordered.length && ordered[count] <= bound) {
      sum += ordered[count++];
    }
    return sum / count;
  }
}
