package io.tapeline.access;

import java.time.Duration;

/**
 * The generic cell rate algorithm (ITU-T I.371, annex A) in its form of virtual scheduling: a token
 * bucket whose whole state is one number, the theoretical arrival time. That is the moment at which
 * all that was taken will have come back; a request passes if, with its cost, it is no further
 * ahead of the clock than a whole burst.
 *
 * <p>In any window passes at most {@code burst + units × window / per}; where enough is asked, no
 * less than the whole number of that. Each taking is rounded up to a nanosecond, so at rates near
 * one unit a nanosecond somewhat less passes. A cost beyond the burst passes when nothing is taken,
 * and what follows waits for all of it, so that no request is impossible.
 *
 * <p>Times are nanoseconds of one clock that doesn't go back; its origin is of no account. Not for
 * several threads at once.
 */
public final class Gcra {

  /** Replicas at most that share a limit. */
  public static final int MAX_SHARES = 1024;

  /** Costs whose time is longer are as good as endless. */
  private static final long FAR_NANOS = Duration.ofDays(36_525).toNanos();

  private final long units;
  private final long perNanos;
  private final long burst;
  private final long toleranceNanos;
  private long theoreticalNanos;

  /** With nothing taken yet. */
  public Gcra(Limit limit, long nowNanos) {
    this(limit, 1, nowNanos);
  }

  /**
   * One of equal shares of a limit, none with a burst of less than a unit. The theoretical arrival
   * time means the same fill in every share of one limit.
   *
   * @param shares 1 to {@value #MAX_SHARES}
   * @param theoreticalNanos the state as it was kept; a time that has passed for nothing taken
   */
  public Gcra(Limit limit, int shares, long theoreticalNanos) {
    if (shares < 1 || shares > MAX_SHARES) {
      throw new IllegalArgumentException("shares: " + shares);
    }
    units = limit.units();
    perNanos = limit.per().toNanos() * shares;
    burst = Math.max(1, limit.burst() / shares);
    toleranceNanos = nanos(burst);
    this.theoreticalNanos = theoreticalNanos;
  }

  /** Takes the cost, or nothing. */
  public Verdict take(long cost, long nowNanos) {
    long waitNanos = waitNanos(cost, nowNanos);
    if (waitNanos > 0) {
      return new Verdict.Refused(Duration.ofNanos(waitNanos), remaining(nowNanos), reset(nowNanos));
    }
    add(nanos(cost), nowNanos);
    return new Verdict.Passed(remaining(nowNanos), aheadNanos(nowNanos));
  }

  /**
   * Takes what is there of these units.
   *
   * @return how many were taken
   */
  public long takeUpTo(long most, long nowNanos) {
    long taken = Math.min(most, remaining(nowNanos));
    add(nanos(taken), nowNanos);
    return taken;
  }

  /** Takes what was passed by somebody else, but never more than there is. */
  public void charge(long cost, long nowNanos) {
    long leftNanos = Math.max(0, toleranceNanos - aheadNanos(nowNanos));
    add(Math.min(nanos(cost), leftNanos), nowNanos);
  }

  /** Units that were taken and not used come back. Never makes more than a burst. */
  public void giveBack(long unused, long nowNanos) {
    // rounded down: what was taken was rounded up
    theoreticalNanos -= Math.min(Math.max(0, nanos(unused) - 1), aheadNanos(nowNanos));
  }

  /**
   * Takes over what somebody else counted.
   *
   * @param remaining units that are there
   * @param next the time until one is, where none remains
   */
  void assume(long remaining, Duration next, long nowNanos) {
    long aheadNanos = toleranceNanos - nanos(Math.min(remaining, burst));
    if (remaining == 0 && next.isPositive()) {
      aheadNanos += next.toNanos() - nanos(1);
    }
    theoreticalNanos = nowNanos + aheadNanos;
  }

  /** Whole units that could be taken now. */
  public long remaining(long nowNanos) {
    long leftNanos = toleranceNanos - aheadNanos(nowNanos);
    if (leftNanos <= 0) {
      return 0;
    }
    // an estimate that is off by one at most, since units have fewer digits than doubles
    long remaining = (long) ((double) leftNanos * units / perNanos);
    if (nanos(remaining) > leftNanos) {
      return remaining - 1;
    }
    return nanos(remaining + 1) <= leftNanos ? remaining + 1 : remaining;
  }

  /** The time after which this cost would pass; zero if it would now. */
  public Duration retryAfter(long cost, long nowNanos) {
    return Duration.ofNanos(waitNanos(cost, nowNanos));
  }

  /** The time after which all is there again. */
  public Duration reset(long nowNanos) {
    return Duration.ofNanos(aheadNanos(nowNanos));
  }

  /** The state, to be kept. */
  public long theoreticalNanos() {
    return theoreticalNanos;
  }

  long waitNanos(long cost, long nowNanos) {
    if (cost < 0) {
      throw new IllegalArgumentException("cost: " + cost);
    }
    long neededNanos = nanos(Math.min(cost, burst));
    // what costs nothing passes even where more than the burst is owed
    return cost == 0 ? 0 : Math.max(0, aheadNanos(nowNanos) + neededNanos - toleranceNanos);
  }

  long aheadNanos(long nowNanos) {
    return Math.max(0, theoreticalNanos - nowNanos);
  }

  private void add(long takenNanos, long nowNanos) {
    theoreticalNanos = nowNanos + aheadNanos(nowNanos) + takenNanos;
  }

  /** The time in which these units come back, rounded up. */
  private long nanos(long count) {
    if (count > Limit.MAX_UNITS || (double) count * perNanos / units > FAR_NANOS) {
      return FAR_NANOS;
    }
    // in two parts, since the product may not fit
    return count * (perNanos / units) + Math.ceilDiv(count * (perNanos % units), units);
  }
}
