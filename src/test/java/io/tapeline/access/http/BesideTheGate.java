package io.tapeline.access.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.access.app.PolicyInForce;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets requests with a certain header past the gate, where a benchmark has switched it on. */
@Singleton
public class BesideTheGate {

  public static final String ON = "tapeline-bench.beside";
  public static final String HEADER = "Beside";

  private final boolean on;
  private final PolicyInForce policies;
  private final Caller anybody =
      Caller.anonymous("internal", EnumSet.allOf(Scope.class), InetAddress.getLoopbackAddress());

  BesideTheGate(
      @ConfigProperty(name = ON, defaultValue = "false") boolean on, PolicyInForce policies) {
    this.on = on;
    this.policies = policies;
  }

  void register(@Observes Filters filters) {
    if (on) {
      filters.register(this::pass, Gate.PRIORITY + 1);
    }
  }

  private void pass(RoutingContext route) {
    if (route.request().getHeader(HEADER) != null) {
      Callers.keep(
          route,
          anybody,
          Objects.requireNonNull(policies.now().plans().get("internal")),
          InetAddress.getLoopbackAddress());
    }
    route.next();
  }
}
