package io.tapeline.tape.app;

import io.tapeline.tape.TapeEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Merges lanes by (received time, lane in order of opening, place in the lane). An event is due
 * only when no lane can still bring an earlier one: each lane's watermark says so, and in a live
 * feed the clock, since every frame is stamped when it is read.
 */
final class Merge {

  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final LongSupplier liveHorizonNanos;
  private final boolean live;
  private @Nullable Lane due;
  private long horizonNanos;

  /**
   * @param live silent lanes count as complete up to the clock
   * @param liveHorizonNanos the clock, nanoseconds since 1970 UTC; only asked if live
   */
  Merge(boolean live, LongSupplier liveHorizonNanos) {
    this.live = live;
    this.liveHorizonNanos = liveHorizonNanos;
  }

  void add(Lane lane) {
    lanes.add(lane);
  }

  void remove(Lane lane) {
    lanes.remove(lane);
  }

  /** The next event that is due, or null; also finds {@link #horizonNanos()}. */
  @Nullable TapeEvent next() {
    long clock = live ? liveHorizonNanos.getAsLong() : Long.MAX_VALUE;
    long horizon = clock;
    long earliest = Long.MAX_VALUE;
    Lane first = null;
    TapeEvent event = null;
    for (Lane lane : lanes) {
      long watermark = lane.watermarkNanos();
      TapeEvent head = lane.peek();
      if (head == null) {
        horizon = live ? horizon : Math.min(horizon, watermark);
      } else if (first == null || head.receivedTimeNanos() < earliest) {
        earliest = head.receivedTimeNanos();
        first = lane;
        event = head;
      }
    }
    horizonNanos = Math.min(horizon, earliest);
    due = first;
    return event != null && (live || earliest <= horizon) ? event : null;
  }

  /** Takes the event that {@link #next()} just returned off its lane. */
  void take() {
    if (due != null) {
      due.take();
    }
  }

  /** Everything received before this time has been told. */
  long horizonNanos() {
    return horizonNanos;
  }

  boolean isOver() {
    return !lanes.isEmpty() && lanes.stream().allMatch(Lane::isOver);
  }

  int waiting() {
    return lanes.stream().mapToInt(Lane::waiting).sum();
  }
}
