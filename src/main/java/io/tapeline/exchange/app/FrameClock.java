package io.tapeline.exchange.app;

import io.vertx.core.buffer.Buffer;

/**
 * Times in a replay travel with the frames: before each frame the replaying server sends a binary
 * frame that says when the next one was read, and by how much its session is shifted. Venues send
 * text, so the two can't be mistaken. A stamp that no frame follows still moves time on.
 *
 * @param timeNanos when the next frame was read, shifted; nanoseconds since 1970 UTC
 * @param shiftNanos what was added to the recorded time
 */
public record FrameClock(long timeNanos, long shiftNanos) {

  private static final int MAGIC = 0x544C4331; // TLC1
  private static final int LENGTH = Integer.BYTES + 2 * Long.BYTES;

  public Buffer encode() {
    return Buffer.buffer(LENGTH).appendInt(MAGIC).appendLong(timeNanos).appendLong(shiftNanos);
  }

  public static boolean isStamp(Buffer frame) {
    return frame.length() == LENGTH && frame.getInt(0) == MAGIC;
  }

  public static FrameClock decode(Buffer frame) {
    return new FrameClock(frame.getLong(Integer.BYTES), frame.getLong(Integer.BYTES + Long.BYTES));
  }
}
