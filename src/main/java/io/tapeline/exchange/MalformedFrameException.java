package io.tapeline.exchange;

/**
 * A frame that is not what the venue documents. Carries no stack trace: a hostile stream may send
 * nothing else, and the reason says enough.
 */
public final class MalformedFrameException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedFrameException(String reason) {
    super(reason, null, false, false);
  }
}
