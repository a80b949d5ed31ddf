package io.tapeline.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for their turn, those of higher plans before those of lower ones, and within a plan who
 * came first. Nobody joins where the first has waited for too long already: whoever would have to
 * be sent away later is sent away now.
 *
 * <p>Times are nanoseconds of one clock that doesn't go back. Not for several threads at once.
 */
public final class WaitingLine<T> {

  private final long boundNanos;
  private final int most;
  private final List<Deque<Waiting<T>>> byPlace = new ArrayList<>();
  private int size;

  /**
   * @param sinceNanos when it joined
   */
  public record Waiting<T>(T what, long sinceNanos) {}

  /**
   * @param bound how long anybody may wait
   * @param most that may wait
   */
  public WaitingLine(Duration bound, int most) {
    this.boundNanos = bound.toNanos();
    this.most = most;
  }

  /**
   * @param place of its plan, 0 for the lowest
   * @return whether it has joined; else it is to be sent away
   */
  public boolean join(T what, int place, long nowNanos) {
    while (byPlace.size() <= place) {
      byPlace.add(new ArrayDeque<>());
    }
    Deque<Waiting<T>> line = byPlace.get(place);
    Waiting<T> first = line.peek();
    if (size >= most || (first != null && isTooLong(first, nowNanos))) {
      return false;
    }
    size++;
    return line.add(new Waiting<>(what, nowNanos));
  }

  /** Whether somebody waits who came before one of this place, and is not of a lower one. */
  public boolean isBefore(int place) {
    if (size > 0) {
      for (int i = place; i < byPlace.size(); i++) {
        if (!byPlace.get(i).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whose turn it is; null if nobody waits. */
  public @Nullable Waiting<T> next() {
    for (int place = byPlace.size() - 1; place >= 0; place--) {
      Waiting<T> first = byPlace.get(place).poll();
      if (first != null) {
        size--;
        return first;
      }
    }
    return null;
  }

  /** Whether its turn has come too late. */
  public boolean isTooLong(Waiting<T> waiting, long nowNanos) {
    return nowNanos - waiting.sinceNanos > boundNanos;
  }

  public int size() {
    return size;
  }
}
