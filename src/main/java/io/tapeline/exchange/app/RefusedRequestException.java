package io.tapeline.exchange.app;

import io.tapeline.exchange.Patience;
import org.jspecify.annotations.Nullable;

/** A venue answered with another status than 200, or that it was asked too much. */
final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int BROKEN = 500;

  private final int status;
  private final transient @Nullable Patience patience;

  /**
   * @param status of HTTP
   * @param patience null if nothing is to be had later either
   */
  RefusedRequestException(String message, int status, @Nullable Patience patience) {
    super(message, null, false, false);
    this.status = status;
    this.patience = patience;
  }

  /** The venue itself says that it doesn't work. */
  boolean isOutage() {
    return status >= BROKEN;
  }

  /** What the venue asks for if it can't answer now, but may later. */
  @Nullable Patience patience() {
    return patience;
  }
}
