package io.tapeline.sandbox.app;

import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.Distortion;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.fault.Fault;
import io.tapeline.sandbox.fault.FaultKind;
import io.tapeline.sandbox.fault.FaultSchedule;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong, and went wrong: faults that somebody switched on, and those of the schedule.
 * Past ones are kept, so that an outlier's history stays as it was.
 */
@Singleton
public class FaultBoard implements Distortion {

  private static final double PERCENT = 100;

  private final List<Fault> switched = new CopyOnWriteArrayList<>();
  private final int kept;
  private final @Nullable FaultSchedule schedule;

  public FaultBoard(SandboxConfig config) {
    kept = config.faultsKept();
    schedule =
        config.faultEvery().isZero()
            ? null
            : new FaultSchedule(
                config.seed(),
                SandboxMarkets.venues(),
                config.faultEvery(),
                config.faultLength(),
                config.outlierPercent());
  }

  /** Switches a fault on. */
  public void add(Fault fault) {
    switched.add(fault);
    while (switched.size() > kept) {
      switched.removeFirst();
    }
  }

  /** Ends all faults that were switched on, by forgetting them; the schedule goes on. */
  public void clear() {
    switched.clear();
  }

  /** Faults that were switched on and are not over, and the schedule's own one. */
  public List<Fault> current(long timeNanos) {
    return at(timeNanos).filter(fault -> fault.untilNanos() > timeNanos).toList();
  }

  private Stream<Fault> at(long timeNanos) {
    return schedule == null
        ? switched.stream()
        : Stream.concat(switched.stream(), Stream.of(schedule.at(timeNanos)));
  }

  private boolean isQuiet() {
    return schedule == null && switched.isEmpty();
  }

  /** Whether the venue fails in this way at this time. */
  public boolean hits(FaultKind kind, Venue venue, long timeNanos) {
    return !isQuiet() && at(timeNanos).anyMatch(fault -> fault.hits(kind, venue, timeNanos));
  }

  /** Whether the market fails in this way at this time. */
  public boolean hits(FaultKind kind, Market market, long timeNanos) {
    return !isQuiet() && at(timeNanos).anyMatch(fault -> fault.hits(kind, market, timeNanos));
  }

  @Override
  public double factor(Market market, long timeNanos) {
    if (isQuiet()) {
      return 1;
    }
    return at(timeNanos)
        .filter(fault -> fault.hits(FaultKind.OUTLIER, market, timeNanos))
        .mapToDouble(fault -> 1 + fault.percent() / PERCENT)
        .reduce(1, (a, b) -> a * b);
  }
}
