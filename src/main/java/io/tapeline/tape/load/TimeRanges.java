package io.tapeline.tape.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Half-open ranges of time; those that touch are one. */
public final class TimeRanges {

  /** One of them, nanoseconds since 1970 UTC, its start inclusive. */
  public record Range(long fromNanos, long toNanos) {}

  private final NavigableMap<Long, Long> ends = new TreeMap<>();

  void add(long fromNanos, long toNanos) {
    long from = fromNanos;
    long to = toNanos;
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Long, Long> next = ends.ceilingEntry(from);
    while (next != null && next.getKey() <= to) {
      to = Math.max(to, next.getValue());
      ends.remove(next.getKey());
      next = ends.ceilingEntry(from);
    }
    ends.put(from, to);
  }

  /** Ascending. */
  public List<Range> ranges() {
    List<Range> all = new ArrayList<>();
    ends.forEach((from, to) -> all.add(new Range(from, to)));
    return all;
  }

  /** What of this range is in none of these. */
  TimeRanges without(long fromNanos, long toNanos) {
    TimeRanges rest = new TimeRanges();
    long from = fromNanos;
    for (Range range : ranges()) {
      if (range.fromNanos > from) {
        rest.add(from, Math.min(range.fromNanos, toNanos));
      }
      from = Math.max(from, range.toNanos);
    }
    if (from < toNanos) {
      rest.add(from, toNanos);
    }
    return rest;
  }
}
