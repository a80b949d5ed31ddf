package io.tapeline.signal.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Interval;
import io.tapeline.signal.verdict.Direction;
import io.tapeline.signal.watch.Recorded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signals in the order in which they were recorded, for whoever follows that. */
public interface RecordedSignals {

  /**
   * Which ones. No ids stand for all.
   *
   * @param series ids
   * @param strategies with their numbers
   * @param revisions also what was said again
   * @param before whether it counts where the one before points
   * @param toNanos moment of recording, inclusive; not later than the horizon
   */
  record Wanted(
      Set<String> series,
      Set<String> strategies,
      Set<Interval> intervals,
      boolean revisions,
      boolean before,
      long toNanos) {

    public Wanted {
      series = Set.copyOf(series);
      strategies = Set.copyOf(strategies);
      intervals = Set.copyOf(intervals);
    }
  }

  /** Where one stands in this order; all but the moment of recording is the store's own. */
  record Place(
      long recordedNanos,
      int series,
      long intervalMillis,
      long openNanos,
      int strategy,
      int revision) {

    /** Behind all that was recorded by this moment. */
    public static Place after(long recordedNanos) {
      return new Place(recordedNanos, Integer.MAX_VALUE, 0, 0, 0, 0);
    }
  }

  /**
   * One of them.
   *
   * @param before where the one before points, of the same strategy, series and interval, within a
   *     hundred candles: what was said of the same close before, or of an earlier one; null if
   *     there is none, or it does not count
   */
  record Heard(Recorded signal, @Nullable Direction before) {}

  /**
   * Some of them.
   *
   * @param last where the last one stands; where it was begun if there is none
   */
  record Page(List<Heard> signals, Place last) {

    public Page {
      signals = List.copyOf(signals);
    }
  }

  /** What was recorded by this moment is all stored; nothing will be any more. */
  Uni<Long> horizonNanos();

  /** The first behind a place, of those that point somewhere or nowhere. */
  Uni<Page> read(Wanted wanted, Place behind, int limit);
}
