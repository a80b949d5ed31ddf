package io.tapeline.access.http;

import io.tapeline.access.CachePolicy;
import io.tapeline.access.Caller;
import io.tapeline.access.Plan;
import io.tapeline.access.Policy;
import io.tapeline.access.Rule;
import io.tapeline.access.app.PolicyInForce.Ruled;
import io.tapeline.http.CacheRule;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that a rule is for.
 *
 * @param from where it comes from
 */
record Entry(RoutingContext route, Ruled ruled, InetAddress from) {

  /** As headers; a policy has few. */
  private static final Map<CachePolicy, CacheRule> CACHES = new ConcurrentHashMap<>();

  Rule rule() {
    return ruled.rule();
  }

  /** Of the route: {@code GET /v1/prices/{asset}}. */
  String name() {
    return ruled.name();
  }

  /** Whoever sent it, if they show no key. */
  Caller stranger() {
    Policy policy = ruled.policy();
    return Caller.anonymous(policy.anonymousPlan(), policy.anonymousScopes(), from);
  }

  /** What the policy says of how long answers may be kept; null if nothing. */
  @Nullable CacheRule cache() {
    String name = rule().cache();
    CachePolicy cache = name == null ? null : ruled.policy().caches().get(name);
    return cache == null ? null : CACHES.computeIfAbsent(cache, Entry::header);
  }

  private static CacheRule header(CachePolicy cache) {
    return CacheRule.of(cache.maxAge(), cache.staleWhileRevalidate());
  }

  /** A plan that the policy has lost counts as the one that new tenants get. */
  Plan planOf(Caller caller) {
    Policy policy = ruled.policy();
    Plan plan = policy.plans().get(caller.plan());
    return plan == null ? Objects.requireNonNull(policy.plans().get(policy.defaultPlan())) : plan;
  }
}
