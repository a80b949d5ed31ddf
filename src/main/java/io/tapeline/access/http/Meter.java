package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Limit;
import io.tapeline.access.Plan;
import io.tapeline.access.Rule;
import io.tapeline.access.Verdict;
import io.tapeline.access.app.Limiter;
import io.tapeline.access.app.Quotas;
import io.tapeline.access.app.Usage;
import io.tapeline.access.token.Tokens;
import io.tapeline.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Charges what a request costs to whoever asks, and counts it. An answer that says that nothing has
 * changed costs nothing.
 */
@Singleton
class Meter {

  private static final int NOT_MODIFIED = 304;
  private static final String ANONYMOUS = "anonymous";

  private final Limiter limiter;
  private final Quotas quotas;
  private final Usage usage;

  Meter(Limiter limiter, Quotas quotas, Usage usage) {
    this.limiter = limiter;
    this.quotas = quotas;
    this.usage = usage;
  }

  /**
   * Takes what this request costs.
   *
   * @return why it does not pass; null if it does
   */
  @Nullable Problem charge(Entry entry, Caller caller, Plan plan) {
    Rule rule = entry.rule();
    Limit limit = limitOf(entry, plan);
    long cost = Asked.cost(entry.route(), rule.cost());
    return switch (limiter.take(caller.account(), rule.group(), limit, cost)) {
      case Verdict.Refused refused -> {
        usage.refused(counted(caller), entry.name());
        LimitHeaders.put(
            entry.route().response().headers(),
            rule.group(),
            limit,
            refused.remaining(),
            refused.reset());
        yield new Problem.RateLimited(rule.group(), caller.plan(), refused.retryAfter());
      }
      case Verdict.Passed passed -> {
        Charge charge = new Charge(entry, caller, limit, cost, passed);
        Duration until = quotas.take(caller.account(), plan.quota(), cost);
        if (until == null) {
          entry.route().addHeadersEndHandler(_ -> tell(charge));
          yield null;
        }
        limiter.giveBack(caller.account(), rule.group(), limit, cost);
        usage.refused(counted(caller), entry.name());
        yield new Problem.QuotaExceeded(caller.plan(), until);
      }
    };
  }

  /**
   * What the address of a request, whoever sent it, pays for the check of a signature: those that
   * are not good, so that nobody has us check one after the other.
   */
  Tokens.Payer payer(Entry entry) {
    return new AddressPays(entry);
  }

  private final class AddressPays implements Tokens.Payer {
    private final Caller stranger;
    private final String group;
    private final Limit limit;

    AddressPays(Entry entry) {
      stranger = entry.stranger();
      group = entry.rule().group();
      limit = limitOf(entry, entry.planOf(stranger));
    }

    @Override
    public @Nullable Problem pay() {
      return limiter.take(stranger.account(), group, limit, 1) instanceof Verdict.Refused refused
          ? new Problem.RateLimited(group, stranger.plan(), refused.retryAfter())
          : null;
    }

    @Override
    public void giveBack() {
      limiter.giveBack(stranger.account(), group, limit, 1);
    }
  }

  private static Limit limitOf(Entry entry, Plan plan) {
    return Objects.requireNonNull(plan.limits().get(entry.rule().group()));
  }

  /** What was taken for a request. */
  private record Charge(
      Entry entry, Caller caller, Limit limit, long cost, Verdict.Passed passed) {}

  private void tell(Charge charge) {
    RoutingContext route = charge.entry.route();
    String group = charge.entry.rule().group();
    String account = charge.caller.account();
    long left = charge.passed.remaining();
    boolean free = route.response().getStatusCode() == NOT_MODIFIED;
    if (free) {
      limiter.giveBack(account, group, charge.limit, charge.cost);
      quotas.giveBack(account, charge.cost);
      left = Math.min(left + charge.cost, charge.limit.burst());
    }
    usage.passed(counted(charge.caller), charge.entry.name(), free ? 0 : charge.cost);
    LimitHeaders.put(route.response().headers(), group, charge.limit, left, charge.passed.reset());
  }

  /** Addresses are not written down. */
  private static String counted(Caller caller) {
    return caller.isStranger() ? ANONYMOUS : caller.account();
  }
}
