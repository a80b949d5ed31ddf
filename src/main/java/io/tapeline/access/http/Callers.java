package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.vertx.ext.web.RoutingContext;

/** Keeps who asks with their request. */
public final class Callers {

  private static final String KEY = Caller.class.getName();

  private Callers() {}

  static void keep(RoutingContext route, Caller caller) {
    route.put(KEY, caller);
  }

  static boolean isKept(RoutingContext route) {
    return route.get(KEY) != null;
  }

  /**
   * Who asks.
   *
   * @throws IllegalStateException if nobody has passed the gate
   */
  public static Caller of(RoutingContext route) {
    Caller caller = route.get(KEY);
    if (caller == null) {
      throw new IllegalStateException("this request did not pass the gate");
    }
    return caller;
  }
}
