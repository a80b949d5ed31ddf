package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Rule;
import io.tapeline.access.app.Bulkheads;
import io.tapeline.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in if its caller has enough left, may do it, and there is room. It is charged
 * first: who asks again and again for what they may not have is slowed down as well.
 */
@Singleton
class Turnstile {

  private final Meter meter;
  private final Bulkheads rooms;

  Turnstile(Meter meter, Bulkheads rooms) {
    this.meter = meter;
    this.rooms = rooms;
  }

  /**
   * @return why it does not pass; null if it does
   */
  @Nullable Problem pass(Entry entry, Caller caller) {
    Problem why = meter.charge(entry, caller);
    if (why == null) {
      why = forbidden(entry, caller);
    }
    if (why == null) {
      why = full(entry, caller);
    }
    if (why == null) {
      Callers.keep(entry.route(), caller);
    }
    return why;
  }

  /** Whoever shows a wrong key is charged as one without, so that guessing is slow. */
  Problem refuse(Entry entry, Problem wrong) {
    Problem why = meter.charge(entry, entry.stranger());
    return why == null ? wrong : why;
  }

  private static @Nullable Problem forbidden(Entry entry, Caller caller) {
    Rule rule = entry.rule();
    String scope = rule.scope() == null ? "" : rule.scope().id();
    return switch (rule.admits(caller.scopes(), caller.key() != null, entry.from())) {
      case ALLOWED -> null;
      case NO_KEY -> new Problem.KeyRequired(scope);
      case MISSING_SCOPE -> new Problem.MissingScope(scope);
      case WRONG_ADDRESS, NO_RULE -> new Problem.AddressNotAllowed();
    };
  }

  private @Nullable Problem full(Entry entry, Caller caller) {
    int most = entry.planOf(caller).concurrency();
    if (!rooms.begin(caller.account(), most)) {
      return new Problem.TooManyAtOnce(most);
    }
    RoutingContext route = entry.route();
    String work = entry.rule().work(Asked.isForAll(route));
    if (!rooms.enter(work)) {
      rooms.end(caller.account());
      return new Problem.Overloaded(work);
    }
    route.addEndHandler(
        _ -> {
          rooms.leave(work);
          rooms.end(caller.account());
        });
    return null;
  }
}
