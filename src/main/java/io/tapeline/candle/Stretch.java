package io.tapeline.candle;

import io.tapeline.market.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring candles of one interval of which the same is known.
 *
 * @param fromNanos open time of the first, inclusive
 * @param toNanos end of the last, exclusive
 */
public record Stretch(State state, long fromNanos, long toNanos) {

  /** What is known of an interval. */
  public enum State {
    /** Watched from end to end, and something traded. */
    OBSERVED,
    /** Watched from end to end, and nothing traded: the candle repeats the close before. */
    SYNTHETIC,
    /** Watched, or told by a file, in part: what traded in the rest is not in the candle. */
    PARTIAL,
    /** All or part of it was asked of the venue later. */
    REPAIRED,
    /** From a file, which tells all of it. */
    IMPORTED,
    /** There is no candle. */
    MISSING
  }

  public Stretch {
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException("a stretch has a length");
    }
  }

  /** How many of these intervals it is long. */
  public long length(Interval interval) {
    return (toNanos - fromNanos) / interval.nanos();
  }

  /**
   * What is known of the intervals of these candles, neighbours of the same state together.
   *
   * @param candles of one interval, ascending, all over
   */
  public static List<Stretch> of(List<Candle> candles) {
    List<Stretch> all = new ArrayList<>();
    for (Candle candle : candles) {
      Stretch own = new Stretch(state(candle), candle.openTimeNanos(), candle.closeTimeNanos());
      Stretch last = all.isEmpty() ? null : all.getLast();
      if (last != null && last.state == own.state && last.toNanos == own.fromNanos) {
        all.removeLast();
        own = new Stretch(own.state, last.fromNanos, own.toNanos);
      }
      all.add(own);
    }
    return all;
  }

  private static State state(Candle candle) {
    boolean partial = candle.observedNanos() < candle.interval().nanos();
    return switch (candle.origin()) {
      case VENUE, MIXED -> State.REPAIRED;
      case IMPORT -> partial ? State.PARTIAL : State.IMPORTED;
      case TAPE -> partial ? State.PARTIAL : candle.synthetic() ? State.SYNTHETIC : State.OBSERVED;
    };
  }

  /**
   * With stretches of missing candles in between, so that they cover the range without a hole.
   *
   * @param known ascending, not touching each other's time
   */
  public static List<Stretch> filled(List<Stretch> known, long fromNanos, long toNanos) {
    List<Stretch> all = new ArrayList<>();
    long next = fromNanos;
    for (Stretch stretch : known) {
      if (stretch.fromNanos > next) {
        all.add(new Stretch(State.MISSING, next, stretch.fromNanos));
      }
      all.add(stretch);
      next = stretch.toNanos;
    }
    if (next < toNanos) {
      all.add(new Stretch(State.MISSING, next, toNanos));
    }
    return all;
  }
}
