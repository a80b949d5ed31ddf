package io.tapeline.exchange.recording;

import java.net.URI;

/** One line of a recording. Times are nanoseconds since 1970 UTC, by the recorder's clock. */
@SuppressWarnings("ArrayRecordComponent") // lines are read once, never compared
public sealed interface RecordedLine {

  long timeNanos();

  /** A socket was opened. */
  record Opened(String connection, long timeNanos, URI address) implements RecordedLine {}

  /** The recorder said something to the venue. */
  record Sent(String connection, long timeNanos, String text) implements RecordedLine {}

  /** The venue sent a frame; its bytes as they came. */
  record Received(String connection, long timeNanos, byte[] frame) implements RecordedLine {}

  /** The venue answered a REST request. */
  record Answered(long timeNanos, URI address, byte[] body) implements RecordedLine {}
}
