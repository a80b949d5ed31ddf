package io.tapeline.access;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one account may still ask of one group of resources on one replica, where all replicas share
 * the count. No request waits for that: it is decided by units that were leased before and are at
 * hand. What is leased ahead goes by the account's own pace on this replica, at most a twentieth of
 * the burst or one request's cost; a slow account has nothing lying about.
 *
 * <p>With nothing at hand, a request may go ahead of its lease, as long as the shared count had
 * enough when it was last heard of. What is so owed, at most a fortieth of the burst, some units or
 * one request's cost, is paid by the next leases before anything else.
 *
 * <p><b>Use.</b> After each {@link #take}, each answer and, until it is {@link #idle}, about every
 * second: take what is to {@link #giveBack} and what is {@link #wanted}, send both in one message,
 * and tell what became of a lease once, within {@link #TIMEOUT}, by {@link #granted} or {@link
 * #failed}. A reply that comes later is thrown away.
 *
 * <p><b>Bounds.</b> With N replicas over one {@link Gcra} and a largest cost, in any window passes
 * at most
 *
 * <pre>burst + units × (window + 2 s) / per + N × max(burst / 40, min(burst / 4, 20), cost)</pre>
 *
 * however leases are delayed or lost; and instead of the two seconds, N leases are a bound as well.
 * The last term is what goes ahead. The two seconds are the life of leased units: what is used in
 * the window was counted in it or less than these before. What is given back does not change that:
 * it is reduced by what time may have given to the shared count since, so that both never sum up to
 * more than the burst, as if it had not been leased at all.
 *
 * <p>Where enough is asked, no less than the burst passes, and what comes back after that, save
 * what was lost with a lease, and some three seconds' worth of each that lapses. For that a round
 * trip has to be shorter than the time in which a lease comes back.
 *
 * <p>While the shared count is out of reach, each replica also passes what an equal share of the
 * limit has: at most about the limit once more in all. What passes before is taken from the share
 * too, so that an account that has used up its limit gets no second one where its requests are
 * spread evenly.
 *
 * <p>Times are nanoseconds of one clock that doesn't go back; its origin is of no account. Not for
 * several threads at once.
 */
public final class Allowance {

  /** Leased units that are not used by then, counted from when they were asked for, lapse. */
  public static final Duration LAPSE = Duration.ofSeconds(2);

  /** A lease that has no answer by then has failed. */
  public static final Duration TIMEOUT = Duration.ofMillis(500);

  static final long LAPSE_NANOS = LAPSE.toNanos();
  static final long TIMEOUT_NANOS = TIMEOUT.toNanos();

  /** Between attempts to lease while the shared count is out of reach. */
  private static final long AGAIN_NANOS = Duration.ofMillis(500).toNanos();

  /** What a caller is told to wait for units that the shared count has: a lease is back by then. */
  private static final long SOON_NANOS = Duration.ofMillis(100).toNanos();

  private static final int ADVANCES_IN_BURST = 40;
  private static final int LEAST_ADVANCE = 20;
  private static final int LEAST_ADVANCES_IN_BURST = 4;
  private static final int LEASES_IN_BURST = 20;

  private final Limit limit;
  private final Gcra shared;
  private final Hand hand = new Hand();
  private final Pace pace;
  private Gcra share;
  private long owed;
  private boolean asking;
  private long askedNanos;
  private boolean alone;

  /**
   * With nothing known of the shared count: it is taken to be full.
   *
   * @param replicas see {@link #replicas}
   */
  public Allowance(Limit limit, int replicas, long nowNanos) {
    this.limit = limit;
    shared = new Gcra(limit, nowNanos);
    share = new Gcra(limit, replicas, nowNanos);
    pace = new Pace(nowNanos);
  }

  /**
   * Says how many share the limit while the shared count is out of reach.
   *
   * @param replicas 1 to {@value Gcra#MAX_SHARES}, this one included
   */
  public void replicas(int replicas) {
    share = new Gcra(limit, replicas, share.theoreticalNanos());
  }

  /**
   * Decides about a request and takes its cost if it passes.
   *
   * @param cost units, not negative; a cost beyond the burst passes when nothing is used
   */
  public Verdict take(long cost, long nowNanos) {
    if (cost < 0) {
      throw new IllegalArgumentException("cost: " + cost);
    }
    return decide(Math.min(cost, Limit.MAX_UNITS), nowNanos);
  }

  private Verdict decide(long cost, long nowNanos) {
    pace.asked(cost, nowNanos);
    if (alone && hand.units(nowNanos) < cost) {
      return share.take(cost, nowNanos);
    }
    if (!covers(cost, nowNanos)) {
      return refused(cost, nowNanos);
    }
    owed += cost - hand.spend(cost, nowNanos);
    share.charge(cost, nowNanos);
    return new Verdict.Passed(remaining(nowNanos), shared.aheadNanos(nowNanos));
  }

  /** A request that passed cost nothing in the end: what was taken for it is at hand again. */
  public void refund(long cost, long nowNanos) {
    long paid = Math.min(cost, owed);
    owed -= paid;
    hand.add(cost - paid, nowNanos);
  }

  /**
   * Units that may be owed: some at least, since whoever asks for several things at once, such as a
   * page in a browser, would be refused before the first lease is back.
   */
  static long advance(Limit limit) {
    long some = Math.min(LEAST_ADVANCE, limit.burst() / LEAST_ADVANCES_IN_BURST);
    return Math.max(limit.burst() / ADVANCES_IN_BURST, some);
  }

  private boolean covers(long cost, long nowNanos) {
    long ahead = cost - hand.units(nowNanos);
    if (ahead <= 0) {
      return true;
    }
    boolean mayOwe = owed == 0 || owed + ahead <= advance(limit);
    return mayOwe && waitNanos(cost, nowNanos) == 0;
  }

  private Verdict refused(long cost, long nowNanos) {
    long waitNanos = Math.max(SOON_NANOS, waitNanos(cost, nowNanos));
    return new Verdict.Refused(
        Duration.ofNanos(waitNanos), remaining(nowNanos), shared.reset(nowNanos));
  }

  /** Until the shared count, as last heard of, has what this cost needs beside what is at hand. */
  private long waitNanos(long cost, long nowNanos) {
    long needed = Math.min(cost, limit.burst()) + owed - hand.units(nowNanos);
    return shared.waitNanos(Math.max(0, needed), nowNanos);
  }

  private long remaining(long nowNanos) {
    long left = hand.units(nowNanos) + shared.remaining(nowNanos) - owed;
    return Math.clamp(left, 0, limit.burst());
  }

  /**
   * How many units to lease now. Whoever asks has to lease them and tell what became of it.
   *
   * @return empty while a lease is on its way, enough is at hand, or the shared count can't have
   *     any
   */
  public OptionalLong wanted(long nowNanos) {
    long units = asking ? 0 : alone ? probe(nowNanos) : lacking(nowNanos);
    if (units == 0) {
      return OptionalLong.empty();
    }
    asking = true;
    askedNanos = nowNanos;
    return OptionalLong.of(units);
  }

  /** Now and then something is asked for, to find out that the shared count is back. */
  private long probe(long nowNanos) {
    if (nowNanos - askedNanos < AGAIN_NANOS) {
      return 0;
    }
    long held = hand.units(nowNanos);
    return Math.max(held > 0 ? 0 : 1, owed + ahead(nowNanos) - held);
  }

  private long lacking(long nowNanos) {
    long ahead = ahead(nowNanos);
    long held = hand.units(nowNanos);
    // a request that costs more than is there would only draw units away from others
    long least = owed > 0 ? 1 : Math.clamp(pace.latest(), 1, limit.burst());
    boolean low = owed > 0 || 2 * held < ahead;
    return low && shared.remaining(nowNanos) >= least ? owed + ahead - held : 0;
  }

  private long ahead(long nowNanos) {
    long most = Math.max(pace.latest(), Math.max(1, limit.burst() / LEASES_IN_BURST));
    return Math.min(pace.units(nowNanos), most);
  }

  /**
   * Units to be given back to the shared count, by the next lease or without one: they were leased
   * and have lapsed. They count as given back once this was called. Where they are not, no more
   * passes than stated, but less.
   */
  public long giveBack(long nowNanos) {
    return hand.takeLapsed(limit, nowNanos);
  }

  /**
   * The shared count has answered.
   *
   * @param units that it has taken for this replica, which may be fewer than wanted
   * @param remaining units that it has left after that
   * @param retryAfter the time until it has one, where none remains
   */
  public void granted(long units, long remaining, Duration retryAfter, long nowNanos) {
    answered();
    alone = false;
    shared.assume(remaining, retryAfter, nowNanos);
    long paid = Math.min(units, owed);
    owed -= paid;
    hand.add(units - paid, askedNanos);
  }

  /** The shared count has not answered in time, or says that it can't. */
  public void failed(long nowNanos) {
    answered();
    alone = true;
    askedNanos = nowNanos;
  }

  private void answered() {
    if (!asking) {
      throw new IllegalStateException("an answer to no lease");
    }
    asking = false;
  }

  /**
   * Whether it can be forgotten without harm, once what lapsed is given back: nothing is owed, on
   * its way, at hand or, while the shared count is out of reach, missing from the share.
   */
  public boolean idle(long nowNanos) {
    return !asking
        && owed == 0
        && hand.units(nowNanos) == 0
        && !(alone && share.aheadNanos(nowNanos) > 0);
  }
}
