package io.tapeline.exchange.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Arrays;

/**
 * Puts a message's fragments together in one reused array, so that no frame is copied twice. Of a
 * message that is too large only the beginning is kept, however much of it comes.
 */
final class FrameAssembly {

  private static final int START_BYTES = 1 << 16;

  private final int maxBytes;
  private byte[] bytes = new byte[START_BYTES];
  private int length;

  FrameAssembly(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a fragment.
   *
   * @return whether the message is complete
   */
  boolean add(WebSocketFrame frame) {
    if (!frame.isContinuation()) {
      length = 0;
    }
    Buffer data = frame.binaryData();
    int more = data.length();
    if (length + more > maxBytes) {
      keepBeginning(data);
      length = maxBytes + 1;
      return frame.isFinal();
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
    data.getBytes(bytes, length);
    length += more;
    return frame.isFinal();
  }

  /** For people: what there is room for already. */
  private void keepBeginning(Buffer data) {
    if (length < bytes.length) {
      data.getBytes(0, Math.min(data.length(), bytes.length - length), bytes, length);
    }
  }

  /** The message; valid until the next fragment. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes of the message; of one that is too large one more than is allowed. */
  int length() {
    return length;
  }

  boolean isTooLarge() {
    return length > maxBytes;
  }
}
