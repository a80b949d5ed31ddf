package io.tapeline.exchange;

/** What became of a frame. Every frame is counted under its type: none is dropped silently. */
public sealed interface Decoded {

  /** The venue's message type, for counts: {@code trade}, {@code depthUpdate}. */
  String type();

  /** It became trades, quotes or a change of the order book. */
  record Used(String type) implements Decoded {}

  /** Heartbeats, acknowledgements, system status: it says that the connection lives. */
  record Control(String type) implements Decoded {}

  /** Known, and not needed: candles of the venue, a market that nobody asked for. */
  record Ignored(String type) implements Decoded {}

  /** A message type that the codec has not met: counted, sampled to the log, the feed goes on. */
  record Unknown(String type) implements Decoded {}

  /** Not what the venue documents. */
  record Failed(String type, String reason) implements Decoded {}
}
