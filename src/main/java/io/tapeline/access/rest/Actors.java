package io.tapeline.access.rest;

import io.tapeline.access.app.Keys.Actor;
import io.tapeline.access.http.Addresses;
import io.tapeline.access.http.Callers;
import io.vertx.ext.web.RoutingContext;

/** Who does something, for the audit log. */
final class Actors {

  private Actors() {}

  static Actor of(RoutingContext route) {
    return new Actor(Callers.of(route).account(), Addresses.of(route).getHostAddress());
  }
}
