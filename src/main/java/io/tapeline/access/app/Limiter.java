package io.tapeline.access.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tapeline.access.Allowance;
import io.tapeline.access.Limit;
import io.tapeline.access.Verdict;
import io.tapeline.access.app.SharedLimits.Lease;
import io.tapeline.ops.AccessMeters;
import io.tapeline.ops.Caches;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What each caller may still ask of each group of routes. Decided here and now from leased units;
 * more of them are leased meanwhile. See {@link Allowance} for how far the replicas together can go
 * beyond a limit.
 */
@Singleton
public class Limiter {

  private static final Duration LEAST_REMEMBERED = Duration.ofMinutes(1);

  private final SharedLimits shared;
  private final AccessMeters meters;
  private final Cache<Counted, Allowance> allowances;

  /** Of a plan that was changed the new limit counts anew. */
  private record Counted(String account, String group, Limit limit) {}

  public Limiter(SharedLimits shared, AccessConfig config, AccessMeters meters) {
    this.shared = shared;
    this.meters = meters;
    this.allowances =
        Caches.tidiedInPassing()
            .maximumSize(config.rememberedCallers())
            // whoever is forgotten has a full allowance by then
            .expireAfter(Expiry.accessing((Counted key, Allowance _) -> rememberedFor(key.limit)))
            .build();
  }

  private static Duration rememberedFor(Limit limit) {
    return LEAST_REMEMBERED.plusNanos(limit.fullAgainNanos());
  }

  /** Takes what a request costs. */
  public Verdict take(String account, String group, Limit limit, long cost) {
    Counted counted = new Counted(account, group, limit);
    Allowance allowance = allowances.get(counted, this::full);
    Verdict verdict;
    OptionalLong wanted;
    synchronized (allowance) {
      long now = System.nanoTime();
      verdict = allowance.take(cost, now);
      wanted = allowance.wanted(now);
    }
    if (wanted.isPresent()) {
      lease(counted, allowance, wanted.getAsLong());
    }
    return verdict;
  }

  private Allowance full(Counted counted) {
    return new Allowance(counted.limit, shared.replicas(), System.nanoTime());
  }

  /** Gives back what was taken for a request that cost nothing in the end. */
  public void giveBack(String account, String group, Limit limit, long cost) {
    Allowance allowance = allowances.getIfPresent(new Counted(account, group, limit));
    if (allowance != null) {
      synchronized (allowance) {
        allowance.refund(cost, System.nanoTime());
      }
    }
  }

  private void lease(Counted counted, Allowance allowance, long units) {
    long back;
    synchronized (allowance) {
      back = allowance.giveBack(System.nanoTime());
    }
    shared
        .lease(counted.account, counted.group, counted.limit, units, back)
        .subscribe()
        .with(
            lease -> granted(counted, allowance, units, lease),
            _ -> {
              meters.leases("failed").increment();
              failed(allowance);
            });
  }

  /** What was asked for meanwhile may need more. */
  private void granted(Counted counted, Allowance allowance, long units, Lease lease) {
    meters
        .leases(lease.units() == units ? "whole" : lease.units() > 0 ? "part" : "none")
        .increment();
    OptionalLong more;
    synchronized (allowance) {
      long now = System.nanoTime();
      allowance.granted(lease.units(), lease.remaining(), lease.retryAfter(), now);
      more = allowance.wanted(now);
    }
    if (more.isPresent()) {
      lease(counted, allowance, more.getAsLong());
    }
  }

  private void failed(Allowance allowance) {
    synchronized (allowance) {
      allowance.replicas(shared.replicas());
      allowance.failed(System.nanoTime());
    }
  }
}
