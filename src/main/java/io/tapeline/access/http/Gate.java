package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Plan;
import io.tapeline.access.Retirement;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.app.PolicyInForce.Ruled;
import io.tapeline.access.http.Identities.Identity;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.ProblemMapper;
import io.tapeline.http.RequestStep;
import io.tapeline.ops.AccessMeters;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Each request on its way in: which rule is for it, who asks, whether they may, and whether they
 * have enough left. What no rule is for has no resource either, and ends as such.
 *
 * <p>It is made before the configuration is read. What it holds is made with the first request, and
 * reached by way of a proxy; behind that nothing is, for each such way takes time on every request.
 */
@Singleton
public class Gate implements RequestStep {

  private final PolicyInForce policies;
  private final Identities identities;
  private final Turns turns;
  private final Turnstile turnstile;
  private final ProblemMapper problems;
  private final AccessMeters meters;

  Gate(
      PolicyInForce policies,
      Identities identities,
      Turns turns,
      Turnstile turnstile,
      ProblemMapper problems,
      AccessMeters meters) {
    this.policies = policies;
    this.identities = identities;
    this.turns = turns;
    this.turnstile = turnstile;
    this.problems = problems;
    this.meters = meters;
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.GATE;
  }

  @Override
  public boolean sendsOn() {
    return true;
  }

  @Override
  public boolean take(RoutingContext route) {
    Optional<Ruled> ruled = policies.find(route.request().method().name(), route.normalizedPath());
    // a receipt's question has come in with the receipt
    if (ruled.isEmpty() || Callers.isKept(route)) {
      return true;
    } else {
      Entry entry = new Entry(route, ruled.get(), Addresses.of(route));
      Retirement retired = entry.rule().retired();
      if (retired != null) {
        RetirementHeaders.put(route.response().headers(), retired);
      }
      if (BodyLimit.isBeyond(entry)) {
        problems.send(route, new Problem.BodyTooLarge());
        return false;
      }
      route.request().pause(); // no body is read before its turn
      identities.identify(entry, identity -> enter(entry, identity));
      return false;
    }
  }

  /** Should the router ever see a resource where the gate saw none, nobody gets through. */
  @ServerRequestFilter
  public void nobodyPassesBeside(RoutingContext route) {
    if (!Callers.isKept(route)) {
      throw new ProblemException(new Problem.NotFound(route.normalizedPath()));
    }
  }

  private void enter(Entry entry, Identity identity) {
    switch (identity) {
      case Identity.Known(var caller) -> await(entry, caller);
      case Identity.Wrong(var wrong) -> settle(entry, turnstile.refuse(entry, wrong));
    }
  }

  private void await(Entry entry, Caller caller) {
    Plan plan = entry.planOf(caller);
    turns.take(
        entry,
        plan,
        late -> {
          if (!entry.route().response().closed()) { // else whoever asked has gone meanwhile
            settle(
                entry,
                late ? new Problem.Shed(caller.plan()) : turnstile.pass(entry, caller, plan));
          }
        });
  }

  private void settle(Entry entry, @Nullable Problem why) {
    entry.route().request().resume();
    if (why == null) {
      entry.route().next();
    } else {
      meters.refused(why.code()).increment();
      problems.send(entry.route(), why);
    }
  }
}
