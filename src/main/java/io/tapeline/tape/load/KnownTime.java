package io.tapeline.tape.load;

import io.tapeline.market.Interval;
import io.tapeline.market.Trade;
import io.tapeline.tape.load.TimeRanges.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of which time a file tells all trades: from its first to its last, but for holes. A hole lies
 * between two rows where a row between them was refused, where more than ten minutes pass between
 * them, or where a number is missing in a file that numbers its trades one by one. Trades that
 * follow each other by number have none between them, however far apart they are.
 */
final class KnownTime {

  private static final long LONG_SILENCE = Duration.ofMinutes(10).toNanos();
  private static final long MINUTE = Interval.M1.nanos();
  private static final int MINUTES_OF_A_DAY = 1_440;

  /** Numbers count one by one if so many follow on the one before for each that does not. */
  private static final int FOLLOWING = 10;

  private static final int MOST_JUMPS = 100_000;

  private final TimeRanges holes = new TimeRanges();
  private final Map<Long, BitSet> minutes = new TreeMap<>();
  private final List<Range> jumps = new ArrayList<>();
  private long jumped;
  private long followed;
  private boolean refused;
  private @Nullable Trade before;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long resolution = Interval.S1.nanos();

  void add(Trade trade) {
    long time = trade.eventTimeNanos();
    long minute = Math.floorDiv(time, MINUTE);
    minutes
        .computeIfAbsent(Math.floorDiv(minute, MINUTES_OF_A_DAY), _ -> new BitSet())
        .set((int) Math.floorMod(minute, (long) MINUTES_OF_A_DAY));
    while (time % resolution != 0) {
      resolution /= 1_000;
    }
    if (before != null) {
      between(before, trade);
    }
    before = trade;
    refused = false;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  private void between(Trade one, Trade other) {
    long from = Math.min(one.eventTimeNanos(), other.eventTimeNanos());
    long to = Math.max(one.eventTimeNanos(), other.eventTimeNanos());
    boolean follows = follows(one, other) || follows(other, one);
    if (follows) {
      followed++;
    } else if (jumped++ < MOST_JUMPS) {
      jumps.add(new Range(from, to));
    }
    boolean silent = !follows && to - from > LONG_SILENCE && (from < first || to > last);
    if (refused || silent) {
      hole(from, to);
    }
  }

  private static boolean follows(Trade one, Trade next) {
    return one.id().isNumber() && next.id().isNumber() && next.firstNumber() == one.id().low() + 1;
  }

  /** What is not known has a length, even between trades of one moment. */
  private void hole(long from, long to) {
    holes.add(from, Math.max(to, from + 1));
  }

  void refused() {
    refused = true;
  }

  ToldTime told() {
    if (jumped * FOLLOWING < followed) {
      jumps.forEach(jump -> hole(jump.fromNanos(), jump.toNanos()));
      if (jumped > MOST_JUMPS) {
        hole(first, last);
      }
    }
    List<Range> known = first < last ? holes.without(first, last).ranges() : List.of();
    TimeRanges touched = new TimeRanges();
    for (Range range : known) {
      touched.add(Interval.M1.floor(range.fromNanos()), Interval.M1.ceiling(range.toNanos()));
    }
    minutes.forEach(
        (day, set) ->
            set.stream()
                .mapToLong(minute -> (day * MINUTES_OF_A_DAY + minute) * MINUTE)
                .forEach(open -> touched.add(open, open + MINUTE)));
    return new ToldTime(known, touched.ranges(), Set.copyOf(minutes.keySet()), resolution);
  }
}
