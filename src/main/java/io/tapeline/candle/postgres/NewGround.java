package io.tapeline.candle.postgres;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which candles of a batch are of times of which nothing is stored. Nearly all are: what the tape
 * closes lies behind all before, and an import fills what is empty. They need no look at what is
 * there, candle by candle.
 */
final class NewGround {

  private record Line(Series series, Interval interval) {}

  /** The candles of one line in a batch, in their order. */
  static final class Stretch {
    private final Line line;
    private final List<Rung> rows = new ArrayList<>();
    private final Set<Long> times = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private Stretch(Line line) {
      this.line = line;
    }

    private void add(Rung row) {
      long time = row.candle().openTimeNanos();
      rows.add(row);
      times.add(time);
      first = Math.min(first, time);
      last = Math.max(last, time);
    }

    Series series() {
      return line.series;
    }

    Interval interval() {
      return line.interval;
    }

    /** Open time of the first. */
    long firstNanos() {
      return first;
    }

    /** Open time of the last. */
    long lastNanos() {
      return last;
    }

    private boolean tellsEachOnce() {
      return times.size() == rows.size();
    }
  }

  private NewGround() {}

  static List<Stretch> stretches(Collection<Rung> rows) {
    Map<Line, Stretch> stretches = new LinkedHashMap<>();
    for (Rung row : rows) {
      Candle candle = row.candle();
      stretches.computeIfAbsent(new Line(row.series(), candle.interval()), Stretch::new).add(row);
    }
    return List.copyOf(stretches.values());
  }

  /**
   * The rows of a batch.
   *
   * @param fresh those that only have to be inserted
   * @param others those of which something may be stored
   */
  record Parted(List<Rung> fresh, List<Rung> others) {}

  /**
   * @param stored the places of those stretches of which anything is stored
   */
  static Parted parted(List<Stretch> stretches, Collection<Integer> stored) {
    Set<Integer> known = Set.copyOf(stored);
    Parted parted = new Parted(new ArrayList<>(), new ArrayList<>());
    for (int place = 0; place < stretches.size(); place++) {
      Stretch stretch = stretches.get(place);
      boolean fresh = !known.contains(place) && stretch.tellsEachOnce();
      (fresh ? parted.fresh : parted.others).addAll(stretch.rows);
    }
    return parted;
  }
}
