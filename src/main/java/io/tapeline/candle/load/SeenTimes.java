package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.market.Interval;
import java.util.HashMap;
import java.util.Map;

/**
 * The open times that a file has told so far, and where: eight bytes for each place in the days
 * that it tells of.
 */
final class SeenTimes {

  private static final int PLACES = 1_440;

  /** Lines (0: none yet) and what stands there, folded to an integer. */
  private static final class Page {
    final int[] lines = new int[PLACES];
    final int[] contents = new int[PLACES];
  }

  private final Interval interval;
  private final Map<Long, Page> pages = new HashMap<>();
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  SeenTimes(Interval interval) {
    this.interval = interval;
  }

  /** Where this open time was told first. */
  record Earlier(long line, boolean same) {
    static final Earlier NEVER = new Earlier(0, false);
  }

  /** Takes a candle unless its time was told before. */
  Earlier add(Candle candle, long line) {
    long place = Math.floorDiv(candle.openTimeNanos(), interval.nanos());
    Page page = pages.computeIfAbsent(Math.floorDiv(place, PLACES), _ -> new Page());
    int at = (int) Math.floorMod(place, (long) PLACES);
    int before = page.lines[at];
    if (before != 0) {
      return new Earlier(before, page.contents[at] == candle.hashCode());
    }
    page.lines[at] = Math.toIntExact(line);
    page.contents[at] = candle.hashCode();
    count++;
    first = Math.min(first, candle.openTimeNanos());
    last = Math.max(last, candle.openTimeNanos());
    return Earlier.NEVER;
  }

  long count() {
    return count;
  }

  /** The newest open time; {@link Long#MIN_VALUE} if there is none. */
  long last() {
    return last;
  }

  /** Intervals between the first and the last of which the file says nothing. */
  long missing() {
    return count == 0 ? 0 : (last - first) / interval.nanos() + 1 - count;
  }
}
