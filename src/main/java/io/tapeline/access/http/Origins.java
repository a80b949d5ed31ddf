package io.tapeline.access.http;

import io.tapeline.access.Policy;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.RequestStep;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the policy's origins ask with a browser (CORS, the Fetch standard). Pages of others
 * get the same answer without the headers that would let them read it. No cookie is ever looked at.
 */
@Singleton
public class Origins implements RequestStep {

  private static final int PREFLIGHT_SECONDS = 600;

  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.DELETE);

  private static final Set<String> SENT =
      Set.of(
          "Accept",
          "Accept-Signature",
          "Authorization",
          "Content-Type",
          "Idempotency-Key",
          "If-None-Match",
          "Range",
          "Traceparent",
          "Want-Content-Digest",
          "X-API-Key",
          "X-Request-Id");

  private static final Set<String> READ =
      Set.of(
          "Content-Digest",
          "Content-Range",
          "Deprecation",
          "ETag",
          "Link",
          "Location",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "Signature",
          "Signature-Input",
          "Sunset",
          "Tapeline-Age-Ms",
          "Tapeline-As-Of",
          "Tapeline-Horizon",
          "Tapeline-Receipt",
          "X-Request-Id");

  private final PolicyInForce policies;
  private volatile @Nullable Allowed allowed;

  /** Made once for each policy. */
  private record Allowed(Policy policy, CorsHandler handler) {}

  Origins(PolicyInForce policies) {
    this.policies = policies;
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.ORIGINS;
  }

  @Override
  public boolean sendsOn() {
    return true;
  }

  @Override
  public boolean take(RoutingContext route) {
    Policy policy = policies.now();
    if (policy.origins().isEmpty()) {
      return true;
    }
    route.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = route.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && policy.origins().contains(origin)) {
      handler(policy).handle(route);
      return false;
    }
    return true;
  }

  private CorsHandler handler(Policy policy) {
    Allowed known = allowed;
    if (known == null || known.policy != policy) {
      known = new Allowed(policy, of(policy));
      allowed = known;
    }
    return known.handler;
  }

  private static CorsHandler of(Policy policy) {
    return CorsHandler.create()
        .addOrigins(List.copyOf(policy.origins()))
        .allowedMethods(METHODS)
        .allowedHeaders(SENT)
        .exposedHeaders(READ)
        .maxAgeSeconds(PREFLIGHT_SECONDS);
  }
}
