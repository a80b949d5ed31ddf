package io.tapeline.candle;

import io.tapeline.market.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The longer intervals that follow from candles on their way into the store. Each is made of those
 * of the level below: five minutes of minutes, a quarter of an hour of those, and so on to the
 * week. Only what a new candle touches is made again, and only once its interval is over.
 *
 * <p>Where a longer candle was given whole, imported or asked of the venue, the one of the two that
 * was watched more stands; at a tie the shorter ones are right.
 *
 * <p>Pure; to be used once, in the order {@link #parts}, {@link #climb}.
 */
public final class Ladder {

  /** The levels above the minute, ascending; each but the first is made of the one before. */
  public static final List<Interval> LEVELS =
      List.of(
          Interval.M5,
          Interval.M15,
          Interval.M30,
          Interval.H1,
          Interval.H4,
          Interval.D1,
          Interval.W1);

  /**
   * How far a series is stored.
   *
   * @param newestMinute open time of its newest minute; null if it has none
   * @param closedUpTo the end of its newest candle of any interval; intervals that end by then are
   *     over
   */
  public record Reach(@Nullable Long newestMinute, long closedUpTo) {
    public static final Reach NONE = new Reach(null, Long.MIN_VALUE);
  }

  /** Stretches of one interval, its start inclusive. */
  public record Span(Series series, Interval interval, long fromNanos, long toNanos) {}

  /** A candle and whose it is. */
  public record Rung(Series series, Candle candle) {}

  private static final Comparator<Slot> IN_ORDER = Comparator.comparingLong(Slot::openTimeNanos);

  private final List<Rung> told;
  private final Map<Interval, Map<Series, SortedSet<Slot>>> due = new LinkedHashMap<>();
  private final Set<Slot> given = new HashSet<>();
  private final Map<Series, Map<Interval, NavigableMap<Long, Candle>>> known = new HashMap<>();

  /**
   * @param told what is about to be stored, in its order; of seconds nothing follows
   * @param reach how far each series of these is stored; none if nothing of it is
   */
  public Ladder(List<Rung> told, Map<Series, Reach> reach) {
    this.told = told;
    LEVELS.forEach(level -> due.put(level, new LinkedHashMap<>()));
    Map<Series, List<Candle>> bySeries = new LinkedHashMap<>();
    for (Rung rung : told) {
      if (rung.candle.interval() != Interval.S1) {
        bySeries.computeIfAbsent(rung.series, _ -> new ArrayList<>()).add(rung.candle);
      }
    }
    bySeries.forEach(
        (series, candles) -> plan(series, candles, reach.getOrDefault(series, Reach.NONE)));
  }

  /** The interval that a longer one is made of. */
  public static Interval below(Interval level) {
    int at = LEVELS.indexOf(level);
    return at == 0 ? Interval.M1 : LEVELS.get(at - 1);
  }

  private void plan(Series series, List<Candle> candles, Reach reach) {
    long closedUpTo = reach.closedUpTo;
    for (Candle candle : candles) {
      if (candle.complete()) {
        closedUpTo = Math.max(closedUpTo, candle.closeTimeNanos());
      }
    }
    for (Candle candle : candles) {
      if (isLong(candle)) {
        given.add(Slot.of(series, candle));
      }
    }
    for (Interval level : LEVELS) {
      plan(series, candles, level, closedUpTo);
    }
    Long newest = reach.newestMinute;
    if (newest != null) {
      for (Interval level : LEVELS) { // after a gap, what the last minute before it left open
        Slot left = new Slot(series, level, level.floor(newest));
        if (left.closeTimeNanos() > reach.closedUpTo) {
          plan(left, closedUpTo);
        }
      }
    }
  }

  /** Neighbours mostly fall into the same slot, which is planned once. */
  private void plan(Series series, List<Candle> candles, Interval level, long closedUpTo) {
    Slot last = null;
    for (Candle candle : candles) {
      long open = level.floor(candle.openTimeNanos());
      if (level.nanos() >= candle.interval().nanos()
          && (last == null || last.openTimeNanos() != open)) {
        last = new Slot(series, level, open);
        plan(last, closedUpTo);
      }
    }
  }

  private void plan(Slot slot, long closedUpTo) {
    if (slot.closeTimeNanos() <= closedUpTo) {
      Objects.requireNonNull(due.get(slot.interval()))
          .computeIfAbsent(slot.series(), _ -> new TreeSet<>(IN_ORDER))
          .add(slot);
    }
  }

  /**
   * What has to be known of the store: the candles that those to be made are made of, and those
   * that are already there in their place. Neighbours are asked for together.
   */
  public List<Span> parts() {
    List<Span> spans = new ArrayList<>();
    due.forEach(
        (level, bySeries) -> {
          bySeries.values().forEach(slots -> merge(spans, slots, below(level)));
          bySeries.values().forEach(slots -> merge(spans, slots, level));
        });
    return spans;
  }

  private static void merge(List<Span> spans, Collection<Slot> slots, Interval interval) {
    Slot first = null;
    Slot last = null;
    for (Slot slot : slots) {
      if (first != null && last != null) {
        if (slot.openTimeNanos() == last.closeTimeNanos()) {
          last = slot;
          continue;
        }
        spans.add(span(first, last, interval));
      }
      first = slot;
      last = slot;
    }
    if (first != null && last != null) {
      spans.add(span(first, last, interval));
    }
  }

  private static Span span(Slot first, Slot last, Interval interval) {
    return new Span(first.series(), interval, first.openTimeNanos(), last.closeTimeNanos());
  }

  /**
   * What is to be stored: what was told, less the longer candles that shorter ones overrule, and
   * all that follows from it, shorter ones first.
   *
   * @param stored the newest revision of each candle in {@link #parts}
   */
  public List<Rung> climb(List<Rung> stored) {
    stored.forEach(this::know);
    told.forEach(this::know);
    List<Rung> made = new ArrayList<>();
    for (Map<Series, SortedSet<Slot>> bySeries : due.values()) {
      bySeries.values().forEach(slots -> slots.forEach(slot -> make(slot, made)));
    }
    List<Rung> all = new ArrayList<>();
    for (Rung rung : told) {
      if (!isLong(rung.candle) || given.contains(Slot.of(rung.series, rung.candle))) {
        all.add(rung);
      }
    }
    all.addAll(made);
    return all;
  }

  private static boolean isLong(Candle candle) {
    return candle.interval().nanos() > Interval.M1.nanos();
  }

  private void know(Rung rung) {
    at(rung.series, rung.candle.interval()).put(rung.candle.openTimeNanos(), rung.candle);
  }

  private NavigableMap<Long, Candle> at(Series series, Interval interval) {
    return known
        .computeIfAbsent(series, _ -> new HashMap<>())
        .computeIfAbsent(interval, _ -> new TreeMap<>());
  }

  private void make(Slot slot, List<Rung> made) {
    List<Candle> shorter =
        List.copyOf(
            at(slot.series(), below(slot.interval()))
                .subMap(slot.openTimeNanos(), slot.closeTimeNanos())
                .values());
    if (shorter.isEmpty()) {
      return;
    }
    Candle rolled = Rollup.of(shorter, slot.interval(), Long.MAX_VALUE).getFirst();
    Candle there = at(slot.series(), slot.interval()).get(slot.openTimeNanos());
    boolean beaten = there != null && there.observedNanos() > rolled.observedNanos();
    if (rolled.complete() && !beaten) {
      given.remove(slot);
      Rung rung = new Rung(slot.series(), rolled);
      know(rung);
      made.add(rung);
    }
  }
}
