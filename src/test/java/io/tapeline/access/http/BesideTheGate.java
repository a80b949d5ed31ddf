package io.tapeline.access.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.app.PolicyInForce.Ruled;
import io.tapeline.http.FilterOrder;
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
  private final Ruled read;
  private final Caller anybody =
      Caller.anonymous("internal", EnumSet.allOf(Scope.class), InetAddress.getLoopbackAddress());

  BesideTheGate(
      @ConfigProperty(name = ON, defaultValue = "false") boolean on, PolicyInForce policies) {
    this.on = on;
    this.read = policies.find("GET", "/v1/prices/btc").orElseThrow();
  }

  void register(@Observes Filters filters) {
    if (on) {
      filters.register(this::pass, FilterOrder.GATE.priority() + 1);
    }
  }

  private void pass(RoutingContext route) {
    if (route.request().getHeader(HEADER) != null) {
      Callers.keep(
          new Entry(route, read, InetAddress.getLoopbackAddress()),
          anybody,
          Objects.requireNonNull(read.policy().plans().get("internal")));
    }
    route.next();
  }
}
