package io.tapeline.exchange.app;

/** The feed or a venue has only just been started and can't be asked yet: try again soon. */
public final class NotReadyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  NotReadyException(String message) {
    super(message);
  }
}
