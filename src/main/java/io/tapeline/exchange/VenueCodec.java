package io.tapeline.exchange;

/**
 * Reads one connection's frames, straight from their bytes. One instance serves one connection, as
 * some dialects have state (channel numbers, order books). Not thread-safe, does no I/O, has no
 * clock.
 *
 * <p>Call it through {@link FrameDecoder}, which bounds the frame and turns every failure into
 * {@link Decoded.Failed}.
 */
public interface VenueCodec {

  /**
   * Decodes one frame.
   *
   * @param frame a cursor at the frame's first byte; the codec reads to the end, so that a broken
   *     tail is noticed
   * @param receivedTimeNanos when the frame was read, nanoseconds since 1970 UTC
   * @param out what the frame said; dropped by the caller if the frame fails
   * @return what became of the frame: one of the codec's own constants, so that nothing is
   *     allocated
   * @throws MalformedFrameException if the frame is not what the venue documents
   */
  Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out);
}
