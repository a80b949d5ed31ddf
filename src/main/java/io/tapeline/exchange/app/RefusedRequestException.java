package io.tapeline.exchange.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A venue answered with another status than 200. */
final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;

  /**
   * @param retryAfter how long the venue wants to be left alone; null if it does not say
   */
  RefusedRequestException(String message, int status, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The venue can't answer now, but may later. */
  boolean asksForPatience() {
    return status == 429 || status == 418 || status == 503;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
