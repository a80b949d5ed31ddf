package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Plan;
import io.tapeline.access.Ranks;
import io.tapeline.access.Rule;
import io.tapeline.access.app.Bulkheads;
import io.tapeline.http.RequestEnd;
import io.tapeline.http.Terms;
import io.tapeline.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in if its caller has enough left, may do it, and there is room. It is charged
 * first: who asks again and again for what they may not have is slowed down as well.
 */
@ApplicationScoped
class Turnstile {

  private final Meter meter;
  private final Bulkheads rooms;
  private final InnerDoor door;

  Turnstile(Meter meter, Bulkheads rooms, InnerDoor door) {
    this.meter = meter;
    this.rooms = rooms;
    this.door = door;
  }

  /**
   * @return why it does not pass; null if it does
   */
  @Nullable Problem pass(Entry entry, Caller caller, Plan plan) {
    Problem why = meter.charge(entry, caller, plan);
    if (why == null) {
      why = forbidden(entry, caller);
    }
    if (why == null) {
      why = full(entry, caller, plan);
    }
    if (why == null) {
      Callers.keep(entry, caller, plan);
      new Terms(entry.cache(), plan.rows()).keepWith(entry.route());
    }
    return why;
  }

  /** Whoever shows a wrong key is charged as one without, so that guessing is slow. */
  Problem refuse(Entry entry, Problem wrong) {
    Caller stranger = entry.stranger();
    Problem why = meter.charge(entry, stranger, entry.planOf(stranger));
    return why == null ? wrong : why;
  }

  private static @Nullable Problem forbidden(Entry entry, Caller caller) {
    Rule rule = entry.rule();
    String scope = rule.scope() == null ? "" : rule.scope().id();
    return switch (rule.admits(caller.scopes(), !caller.isStranger(), entry.from())) {
      case ALLOWED -> null;
      case NO_KEY -> new Problem.KeyRequired(scope);
      case MISSING_SCOPE -> new Problem.MissingScope(scope);
      case WRONG_ADDRESS, NO_RULE -> new Problem.AddressNotAllowed();
    };
  }

  private @Nullable Problem full(Entry entry, Caller caller, Plan plan) {
    RoutingContext route = entry.route();
    String work = entry.rule().work(Asked.isForAll(route));
    boolean stream = work.equals(Rule.STREAM);
    int most = stream ? plan.streams() : plan.concurrency();
    if (door.isBehind(route.request())) {
      most = Integer.MAX_VALUE; // the batch that it is of is the one that is under way
    }
    if (!rooms.begin(caller.account(), work, most)) {
      return stream ? new Problem.TooManyStreams(most) : new Problem.TooManyAtOnce(most);
    }
    Ranks ranks = entry.ruled().ranks();
    if (!rooms.enter(work, ranks.place(plan), ranks.highest())) {
      rooms.end(caller.account(), work);
      return new Problem.Overloaded(work);
    }
    RequestEnd.then(
        route,
        () -> {
          rooms.leave(work);
          rooms.end(caller.account(), work);
        });
    return null;
  }
}
