package io.tapeline.signal.statistic;

import java.util.Arrays;

/** How one series moves with another, over the intervals of which both have a return. */
record Likeness(double beta, double correlation) {

  static Likeness of(Returns series, Returns benchmark) {
    double[] all = series.all();
    double[][] both = both(all, benchmark.of(series.firstNanos(), all.length));
    Sample ours = new Sample(both[0]);
    Sample theirs = new Sample(both[1]);
    double covariance = ours.covariance(theirs);
    double deviation = theirs.deviation();
    return new Likeness(
        Sample.ratio(covariance, deviation * deviation),
        Sample.ratio(covariance, ours.deviation() * deviation));
  }

  private static double[][] both(double[] a, double[] b) {
    double[][] both = new double[2][a.length];
    int size = 0;
    for (int i = 0; i < a.length; i++) {
      if (Double.isFinite(a[i]) && Double.isFinite(b[i])) {
        both[0][size] = a[i];
        both[1][size++] = b[i];
      }
    }
    return new double[][] {Arrays.copyOf(both[0], size), Arrays.copyOf(both[1], size)};
  }
}
