package io.tapeline.sandbox.fault;

import io.tapeline.market.Venue;
import io.tapeline.sandbox.price.Hash;
import java.time.Duration;
import java.util.List;

/**
 * Faults at regular intervals: in each, one venue fails in one way, and which, how and when is a
 * function of the seed and the interval's number. So every process knows the same faults.
 *
 * @param venues that can fail
 * @param every an interval's length
 * @param length of each fault, at most an interval
 * @param percent how far an outlier is off
 */
public record FaultSchedule(
    long seed, List<Venue> venues, Duration every, Duration length, double percent) {

  private static final List<FaultKind> KINDS = List.of(FaultKind.values());
  private static final long MOMENT = 1;
  private static final long VENUE = 2;
  private static final long KIND = 3;

  public FaultSchedule {
    venues = List.copyOf(venues);
    if (venues.isEmpty()) {
      throw new IllegalArgumentException("no venue can fail");
    }
    if (length.isNegative() || length.isZero() || length.compareTo(every) > 0) {
      throw new IllegalArgumentException("faults of " + length + " every " + every);
    }
  }

  /** The fault of the interval that holds this time, whether it is on yet or over. */
  public Fault at(long timeNanos) {
    long interval = Math.floorDiv(timeNanos, every.toNanos());
    long own = Hash.of(Hash.of(seed, "faults"), interval);
    long room = every.toNanos() - length.toNanos();
    long from = interval * every.toNanos() + (long) (Hash.unit(Hash.of(own, MOMENT)) * room);
    return new Fault(
        venues.get(choice(own, VENUE, venues.size())),
        KINDS.get(choice(own, KIND, KINDS.size())),
        null,
        from,
        from + length.toNanos(),
        percent);
  }

  private static int choice(long hash, long place, int count) {
    return Math.floorMod(Hash.of(hash, place), count);
  }
}
