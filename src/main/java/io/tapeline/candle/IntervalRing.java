package io.tapeline.candle;

import io.tapeline.market.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intervals in which something traded, found by their place in time without searching: a ring
 * of slots, one an interval, from the oldest remembered to the newest.
 */
final class IntervalRing {

  private static final int FEW = 16;

  private final Interval interval;
  private @Nullable Accumulator[] slots = new Accumulator[FEW];

  /** Numbers of intervals since 1970; none is remembered if the oldest is above the newest. */
  private long oldest = 0;

  private long newest = -1;

  IntervalRing(Interval interval) {
    this.interval = interval;
  }

  private long number(long openTimeNanos) {
    return Math.floorDiv(openTimeNanos, interval.nanos());
  }

  private int slot(long number) {
    return (int) number & (slots.length - 1);
  }

  @Nullable Accumulator find(long openTimeNanos) {
    long number = number(openTimeNanos);
    return number < oldest || number > newest ? null : slots[slot(number)];
  }

  Accumulator findOrMake(long openTimeNanos) {
    long number = number(openTimeNanos);
    include(number);
    Accumulator known = slots[slot(number)];
    if (known != null) {
      return known;
    }
    Accumulator made = new Accumulator(interval, openTimeNanos);
    slots[slot(number)] = made;
    return made;
  }

  private void include(long number) {
    if (newest < oldest) {
      oldest = number;
      newest = number;
      return;
    }
    long from = Math.min(oldest, number);
    long to = Math.max(newest, number);
    if (to - from >= slots.length) {
      grow(to - from + 1);
    }
    oldest = from;
    newest = to;
  }

  private void grow(long wanted) {
    @Nullable Accumulator[] before = slots;
    slots = new Accumulator[Math.toIntExact(Long.highestOneBit(wanted) * 2)];
    for (long number = oldest; number <= newest; number++) {
      slots[slot(number)] = before[(int) number & (before.length - 1)];
    }
  }

  /** The first that starts at this time or later; null if there is none. */
  @Nullable Accumulator firstFrom(long openTimeNanos) {
    for (long number = Math.max(oldest, number(openTimeNanos)); number <= newest; number++) {
      Accumulator at = slots[slot(number)];
      if (at != null) {
        return at;
      }
    }
    return null;
  }

  /** Those that start in {@code [from, to)}, ascending. */
  List<Accumulator> between(long from, long to) {
    List<Accumulator> found = new ArrayList<>(2);
    Accumulator at = firstFrom(from);
    while (at != null && at.openTimeNanos() < to) {
      found.add(at);
      at = firstFrom(at.openTimeNanos() + interval.nanos());
    }
    return found;
  }

  void remove(long openTimeNanos) {
    if (find(openTimeNanos) != null) {
      slots[slot(number(openTimeNanos))] = null;
    }
  }

  void forgetBefore(long openTimeNanos) {
    long number = number(openTimeNanos);
    while (oldest < number && oldest <= newest) {
      slots[slot(oldest++)] = null;
    }
  }
}
