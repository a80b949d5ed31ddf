package io.tapeline.tape.app;

import io.tapeline.tape.TapeEvent;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way onto the tape: events in the order of their received times, and a watermark
 * that says what will not come any more. Written by any thread, read by the tape's.
 *
 * <p>The queue itself has no bound, so that nothing accepted is lost; its writer stops reading from
 * its socket while the lane {@link #isCrowded()}, which bounds it.
 */
public final class Lane {

  private static final int CHUNK = 1024;

  private final String name;
  private final int crowdedEvents;
  private final Runnable wakeTape;
  private final MpscUnboundedArrayQueue<TapeEvent> queue = new MpscUnboundedArrayQueue<>(CHUNK);
  private volatile long watermarkNanos = Long.MIN_VALUE;
  private volatile boolean closed;
  private volatile @Nullable Runnable whenRoomy;

  Lane(String name, int crowdedEvents, Runnable wakeTape) {
    this.name = name;
    this.crowdedEvents = crowdedEvents;
    this.wakeTape = wakeTape;
  }

  public String name() {
    return name;
  }

  /** Puts an event on the lane. */
  public void append(TapeEvent event) {
    queue.add(event);
    wakeTape.run();
  }

  /** Promises that no event received before this time will follow. Nanoseconds since 1970 UTC. */
  public void watermark(long timeNanos) {
    if (timeNanos > watermarkNanos) {
      watermarkNanos = timeNanos;
      wakeTape.run();
    }
  }

  /** Promises that nothing will follow. */
  public void close() {
    closed = true;
    wakeTape.run();
  }

  /** More is waiting than the tape should hold: stop reading until {@link #whenRoomy} is called. */
  public boolean isCrowded() {
    return queue.size() >= crowdedEvents;
  }

  /** Calls back once, from the tape's thread, when half of the lane is free again. */
  public void whenRoomy(Runnable callback) {
    whenRoomy = callback;
    wakeTape.run();
  }

  @Nullable TapeEvent peek() {
    return queue.relaxedPeek();
  }

  void take() {
    queue.relaxedPoll();
    Runnable callback = whenRoomy;
    if (callback != null && queue.size() <= crowdedEvents / 2) {
      whenRoomy = null;
      callback.run();
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Nothing earlier than this can come from this lane when it is empty. */
  long watermarkNanos() {
    return closed ? Long.MAX_VALUE : watermarkNanos;
  }

  boolean isOver() {
    return closed && queue.isEmpty();
  }
}
