package io.tapeline.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** OPTIONS names the methods of an address, and of no other that begins like it. */
@Singleton
public class OptionsAnswers {

  private final AllowedMethods allowed;

  @Inject
  public OptionsAnswers(AllowedMethods allowed) {
    this.allowed = allowed;
  }

  @ServerRequestFilter(preMatching = true)
  public @Nullable Response answer(ContainerRequestContext request, RoutingContext route) {
    if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
      return null;
    }
    // the address as JAX-RS has it may be none that Java can read
    Set<String> methods = allowed.at(route.normalizedPath());
    if (methods.isEmpty()) {
      return null;
    }
    allowed.tellMetrics(route);
    return Response.ok().header(HttpHeaders.ALLOW, String.join(", ", methods)).build();
  }
}
