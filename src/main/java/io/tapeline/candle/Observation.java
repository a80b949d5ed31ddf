package io.tapeline.candle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * When a series was really watched: from the first message of a connection that carries its trades
 * to the connection's loss. Several connections may watch; one is enough.
 */
final class Observation {

  /** A stretch of time, end exclusive. */
  private record Span(long fromNanos, long toNanos) {}

  private final Deque<Span> past = new ArrayDeque<>();
  private final Set<String> watchers = new HashSet<>();
  private long sinceNanos;

  void watching(String connection, long timeNanos) {
    if (watchers.isEmpty()) {
      sinceNanos = timeNanos;
    }
    watchers.add(connection);
  }

  void lost(String connection, long timeNanos) {
    if (watchers.remove(connection) && watchers.isEmpty() && timeNanos > sinceNanos) {
      past.addLast(new Span(sinceNanos, timeNanos));
    }
  }

  /** How much of {@code [from, to)} was watched, as known at {@code now}. */
  long observedNanos(long from, long to, long now) {
    long sum = watchers.isEmpty() ? 0 : overlap(sinceNanos, now, from, to);
    for (Span span : past) {
      sum += overlap(span.fromNanos, span.toNanos, from, to);
    }
    // never more than there is, even if a loss was told with a later time than the next start
    return Math.min(sum, to - from);
  }

  /** Forgets what ended before this time. */
  void forgetBefore(long timeNanos) {
    Iterator<Span> spans = past.iterator();
    while (spans.hasNext() && spans.next().toNanos < timeNanos) {
      spans.remove();
    }
  }

  private static long overlap(long from, long to, long wantedFrom, long wantedTo) {
    return Math.max(0, Math.min(to, wantedTo) - Math.max(from, wantedFrom));
  }
}
