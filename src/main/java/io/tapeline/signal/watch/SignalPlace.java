package io.tapeline.signal.watch;

import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.verdict.Verdict;

/** Where a verdict stands among those of a series and interval: by open time, then by strategy. */
public record SignalPlace(long openTimeNanos, StrategyName strategy) {

  public static SignalPlace of(Verdict verdict) {
    return new SignalPlace(verdict.openTimeNanos(), verdict.strategy());
  }

  /** Before all that open at this time. */
  public static SignalPlace before(long openTimeNanos) {
    return new SignalPlace(openTimeNanos, new StrategyName("", 0));
  }
}
