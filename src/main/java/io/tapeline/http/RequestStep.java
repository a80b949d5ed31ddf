package io.tapeline.http;

import io.vertx.ext.web.RoutingContext;

/** One of the steps that each request takes on its way to its resource. Event loop. */
public interface RequestStep {

  FilterOrder order();

  /**
   * Takes it.
   *
   * @return whether the request goes on; if not, it has its answer, or the step {@linkplain
   *     #sendsOn() sends it on} itself
   */
  boolean take(RoutingContext route);

  /** Whether it calls {@code next()} of the requests that it doesn't let go on at once. */
  default boolean sendsOn() {
    return false;
  }
}
