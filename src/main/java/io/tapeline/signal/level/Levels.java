package io.tapeline.signal.level;

import io.tapeline.signal.indicator.Bars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Support and resistance: the prices at which bars turned, those together that lie no further apart
 * than a bar is high. After the fractals of Bill Williams, Trading Chaos, 1995, and the zones of
 * Edwards and Magee, Technical Analysis of Stock Trends, 1948.
 *
 * @param spread prices that are this far from a level's lowest turn belong to it: the median true
 *     range of the bars
 * @param found the strongest, the lowest price first
 */
public record Levels(double spread, List<Level> found) {

  /** What a turn weighs falls to half within this share of the range. */
  private static final int HALVES = 4;

  /** Turns of this weight make half of the strength that there can be. */
  private static final double HALF_STRENGTH = 2;

  private static final double MOST = 100;

  public Levels {
    found = List.copyOf(found);
  }

  /**
   * @param width bars on either side that a turn stands out from
   * @param limit of the strongest
   */
  public static Levels of(Bars bars, int width, int limit) {
    double spread = median(bars.trueRange());
    List<Level> all = new ArrayList<>();
    List<Swing> near = new ArrayList<>();
    for (Swing swing : Swing.of(bars, width)) {
      if (!near.isEmpty() && swing.price() - near.getFirst().price() > spread) {
        all.add(level(near, bars));
        near.clear();
      }
      near.add(swing);
    }
    if (!near.isEmpty()) {
      all.add(level(near, bars));
    }
    return new Levels(
        spread,
        all.stream()
            .sorted(
                Comparator.comparingDouble(Level::strength)
                    .reversed()
                    .thenComparingDouble(Level::price))
            .limit(limit)
            .sorted(Comparator.comparingDouble(Level::price))
            .toList());
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Level level(List<Swing> near, Bars bars) {
    long first = bars.openTimeNanos(0);
    long last = bars.openTimeNanos(bars.size() - 1);
    double half = (double) (last - first) / HALVES;
    double prices = 0;
    double weight = 0;
    for (Swing swing : near) {
      prices += swing.price();
      weight += StrictMath.pow(2, -(last - swing.timeNanos()) / half);
    }
    return new Level(
        prices / near.size(),
        near.size(),
        MOST * weight / (weight + HALF_STRENGTH),
        near.stream().mapToLong(Swing::timeNanos).min().orElseThrow(),
        near.stream().mapToLong(Swing::timeNanos).max().orElseThrow());
  }
}
