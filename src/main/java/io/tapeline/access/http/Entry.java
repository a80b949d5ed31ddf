package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Plan;
import io.tapeline.access.Policy;
import io.tapeline.access.Rule;
import io.tapeline.access.app.PolicyInForce.Ruled;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Objects;

/**
 * A request that a rule is for.
 *
 * @param from where it comes from
 */
record Entry(RoutingContext route, Ruled ruled, InetAddress from) {

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

  /** A plan that the policy has lost counts as the one that new tenants get. */
  Plan planOf(Caller caller) {
    Policy policy = ruled.policy();
    Plan plan = policy.plans().get(caller.plan());
    return plan == null ? Objects.requireNonNull(policy.plans().get(policy.defaultPlan())) : plan;
  }
}
