package io.tapeline.access;

import java.time.Duration;

/**
 * How much may be asked: so many units in any such time in the long run, and so many at once. What
 * was used comes back evenly, one unit each {@link #emission}.
 *
 * @param units 1 to {@value #MAX_UNITS}
 * @param per 1 second to 31 days
 * @param burst most units at once after a rest, 1 to {@value #MAX_UNITS}; all of them are back
 *     within a year
 */
public record Limit(long units, Duration per, long burst) {

  /** Keeps products of units and nanoseconds within 64 bits, with what is checked below. */
  public static final long MAX_UNITS = 1_000_000_000;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration YEAR = Duration.ofDays(366);

  public Limit {
    if (units < 1 || units > MAX_UNITS) {
      throw new IllegalArgumentException("units: " + units);
    }
    if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("per: " + per);
    }
    if (burst < 1 || burst > MAX_UNITS) {
      throw new IllegalArgumentException("burst: " + burst);
    }
    if ((double) burst * per.toNanos() / units > YEAR.toNanos()) {
      throw new IllegalArgumentException("a burst of " + burst + " is not back within a year");
    }
  }

  /** The time after which one used unit is back, rounded up to nanoseconds. */
  public Duration emission() {
    return Duration.ofNanos(Math.ceilDiv(per.toNanos(), units));
  }

  /** The time after which a whole burst is back, nanoseconds: at most a year and a second. */
  public long fullAgainNanos() {
    return emission().toNanos() * burst;
  }

  /** Units that come back in this time, parts of them included. */
  double back(long nanos) {
    return (double) nanos * units / per.toNanos();
  }
}
