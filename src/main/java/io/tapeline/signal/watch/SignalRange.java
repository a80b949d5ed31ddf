package io.tapeline.signal.watch;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import java.util.Set;

/**
 * Which stored verdicts are asked for.
 *
 * @param strategies with their numbers; none for all that are stored
 * @param behind the place they come after
 * @param toNanos open time, exclusive
 */
public record SignalRange(
    Series series, Interval interval, Set<String> strategies, SignalPlace behind, long toNanos) {

  public SignalRange {
    strategies = Set.copyOf(strategies);
  }

  /** What comes after this one. */
  public SignalRange behind(Recorded last) {
    SignalPlace place = SignalPlace.of(last.judged().verdict());
    return new SignalRange(series, interval, strategies, place, toNanos);
  }
}
