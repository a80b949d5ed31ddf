package io.tapeline.access.http;

import io.tapeline.access.app.Keys.Actor;
import io.vertx.ext.web.RoutingContext;

/** Who does something, for the audit log. */
public final class Actors {

  private Actors() {}

  public static Actor of(RoutingContext route) {
    return new Actor(Callers.of(route).account(), Addresses.of(route).getHostAddress());
  }
}
