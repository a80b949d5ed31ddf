package io.tapeline.signal.indicator.family;

import io.tapeline.signal.column.Windows;
import java.util.Arrays;

/** Where a figure stands among the last ones. */
final class Ranks {

  private Ranks() {}

  /** Percent of the n figures before that are less. */
  static double[] below(double[] a, int n) {
    return Windows.over(
        a,
        n + 1,
        (all, from, to) -> {
          int less = 0;
          for (int i = from; i < to - 1; i++) {
            if (all[i] < all[to - 1]) {
              less++;
            }
          }
          return 100.0 * less / n;
        });
  }

  /** The middle one of n, or the mean of the two in the middle. */
  static double[] median(double[] a, int n) {
    return Windows.over(
        a,
        n,
        (all, from, to) -> {
          double[] sorted = Arrays.copyOfRange(all, from, to);
          Arrays.sort(sorted);
          return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        });
  }
}
