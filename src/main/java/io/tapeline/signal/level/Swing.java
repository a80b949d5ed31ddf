package io.tapeline.signal.level;

import io.tapeline.signal.indicator.Bars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A bar at which the price turned: its high is above those of so many bars before it and not below
 * those of as many after it, or its low likewise. It is known once the bars after it are over.
 *
 * @param price that high or low
 * @param timeNanos start of the bar; nanoseconds since 1970 UTC
 */
record Swing(double price, long timeNanos) {

  /** All of these bars, the lowest price first, of equal prices the earliest. */
  static List<Swing> of(Bars bars, int width) {
    List<Swing> swings = new ArrayList<>();
    for (int i = width; i < bars.size() - width; i++) {
      if (isTop(bars.high(), i, width, 1)) {
        swings.add(new Swing(bars.high()[i], bars.openTimeNanos(i)));
      }
      if (isTop(bars.low(), i, width, -1)) {
        swings.add(new Swing(bars.low()[i], bars.openTimeNanos(i)));
      }
    }
    swings.sort(Comparator.comparingDouble(Swing::price).thenComparingLong(Swing::timeNanos));
    return swings;
  }

  /**
   * @param sign 1 for the highest, −1 for the lowest
   */
  private static boolean isTop(double[] prices, int index, int width, int sign) {
    for (int i = 1; i <= width; i++) {
      double above = sign * (prices[index] - prices[index - i]);
      double notBelow = sign * (prices[index] - prices[index + i]);
      if (above <= 0 || notBelow < 0) {
        return false;
      }
    }
    return true;
  }
}
