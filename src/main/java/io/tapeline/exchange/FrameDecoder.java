package io.tapeline.exchange;

/**
 * Runs a codec over frames and lets no frame get away: too large ones aren't read, failures become
 * {@link Decoded.Failed} with the frame's events dropped, and the next frame starts clean.
 */
public final class FrameDecoder {

  /** The type of a failure that is not the frame's, but a mistake in a codec. */
  public static final String DEFECT = "codec";

  private static final Decoded TOO_LARGE = new Decoded.Failed("frame", "too large");

  private final VenueCodec codec;
  private final int maxFrameBytes;
  private final JsonCursor cursor = new JsonCursor();
  private final FrameEvents events = new FrameEvents();

  /**
   * @param maxFrameBytes frames longer than this are not read
   */
  public FrameDecoder(VenueCodec codec, int maxFrameBytes) {
    this.codec = codec;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** Decodes one frame; afterwards {@link #events()} holds what it said. */
  public Decoded decode(byte[] bytes, int offset, int length, long receivedTimeNanos) {
    events.clear();
    if (length > maxFrameBytes) {
      return TOO_LARGE;
    }
    try {
      Decoded decoded =
          codec.decode(cursor.reset(bytes, offset, length), receivedTimeNanos, events);
      if (decoded instanceof Decoded.Failed) {
        events.clear();
      }
      return decoded;
    } catch (MalformedFrameException e) {
      events.clear();
      return new Decoded.Failed("frame", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      // a value that no record of the market accepts: a negative price, a sum that does not fit
      events.clear();
      return new Decoded.Failed("value", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // no frame should get here; one that does must not take the feed down with it
      events.clear();
      return new Decoded.Failed(DEFECT, e.toString());
    }
  }

  /** What the last frame said; valid until the next call of {@link #decode}. */
  public FrameEvents events() {
    return events;
  }
}
