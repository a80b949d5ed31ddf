package io.tapeline.job.json;

import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.access.http.Callers;
import io.tapeline.job.app.Jobs.Asker;
import io.vertx.ext.web.RoutingContext;

/** Whose jobs a request may be about. */
public final class Askers {

  private Askers() {}

  /** Whoever sent it. */
  public static Asker of(RoutingContext route) {
    Caller caller = Callers.of(route);
    return new Asker(caller.tenant(), caller.may(Scope.ADMIN));
  }
}
