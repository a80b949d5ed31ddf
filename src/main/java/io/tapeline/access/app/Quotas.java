package io.tapeline.access.app;

import com.github.benmanes.caffeine.cache.Cache;
import io.tapeline.access.Caller;
import io.tapeline.access.Quota;
import io.tapeline.access.app.UsageStore.Spent;
import io.tapeline.ops.Caches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What accounts may still ask today and this month (UTC). What is written down is read again with
 * each writing, and what was asked here since is added: with several replicas an account can go
 * beyond its quota by what it asks of the others between two writings, and so with one that has
 * just begun. Quotas of callers without a key are counted here alone and not written down.
 */
@Singleton
public class Quotas {

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Clock clock;
  private final Cache<String, Standing> accounts;

  public Quotas(Clock clock, AccessConfig config) {
    this.clock = clock;
    this.accounts =
        Caches.tidiedInPassing()
            .maximumSize(config.rememberedCallers())
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
  }

  /** How an account stands: as was read, and what of it is not in there yet. */
  private static final class Standing {
    private LocalDate day;
    private long today;
    private long thisMonth;
    private long beingWritten;
    private long since;

    Standing(LocalDate day) {
      this.day = day;
    }

    void roll(LocalDate now) {
      if (!day.equals(now)) {
        thisMonth = YearMonth.from(day).equals(YearMonth.from(now)) ? thisMonth : 0;
        today = 0;
        beingWritten = 0;
        since = 0;
        day = now;
      }
    }
  }

  /**
   * Takes what a request costs from its account's quota.
   *
   * @return null if there was enough; else how long until there is again
   */
  public @Nullable Duration take(String account, Quota quota, long cost) {
    if (quota.day() == null && quota.month() == null) {
      return null;
    }
    LocalDate today = today();
    Standing standing = accounts.get(account, _ -> new Standing(today));
    synchronized (standing) {
      standing.roll(today);
      long more = standing.beingWritten + standing.since + cost;
      if (isBeyond(quota.month(), standing.thisMonth + more)) {
        return until(YearMonth.from(today).plusMonths(1).atDay(1));
      }
      if (isBeyond(quota.day(), standing.today + more)) {
        return until(today.plusDays(1));
      }
      standing.since += cost;
      return null;
    }
  }

  /** Gives back what was taken for a request that cost nothing in the end. */
  public void giveBack(String account, long cost) {
    Standing standing = accounts.getIfPresent(account);
    if (standing != null) {
      synchronized (standing) {
        standing.since = Math.max(0, standing.since - cost);
      }
    }
  }

  private static boolean isBeyond(@Nullable Long quota, long spent) {
    return quota != null && spent > quota;
  }

  /** The day that is counted in, UTC. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Duration until(LocalDate day) {
    return Duration.between(clock.instant(), day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** What was asked up to now is being written. */
  void writing() {
    accounts
        .asMap()
        .values()
        .forEach(
            standing -> {
              synchronized (standing) {
                standing.beingWritten += standing.since;
                standing.since = 0;
              }
            });
  }

  /** Those of which it has to be known how they stand. */
  List<String> accounts() {
    return accounts.asMap().keySet().stream().filter(Quotas::isKept).toList();
  }

  /** Addresses are nobody's for long, and nobody's business to write down. */
  private static boolean isKept(String account) {
    return !Caller.isAddress(account);
  }

  /** It is written, and this is what was read afterwards; of who is missing there is nothing. */
  void written(Map<String, Spent> spent, LocalDate day) {
    accounts
        .asMap()
        .forEach(
            (account, standing) -> {
              if (!isKept(account)) {
                return;
              }
              Spent read = spent.getOrDefault(account, Spent.NOTHING);
              synchronized (standing) {
                if (standing.day.equals(day)) {
                  standing.today = read.day();
                  standing.thisMonth = read.month();
                  standing.beingWritten = 0;
                }
              }
            });
  }
}
