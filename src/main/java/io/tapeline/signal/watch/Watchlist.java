package io.tapeline.signal.watch;

import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.verdict.Desk;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is judged of each series.
 *
 * @param intervals whose closes are judged, each once
 * @param strategies that judge them, each once
 */
public record Watchlist(List<Interval> intervals, List<StrategyChoice> strategies) {

  public Watchlist {
    intervals = List.copyOf(intervals);
    strategies = List.copyOf(strategies);
  }

  /** Candles that must lie before a block to judge one interval, by the interval looked at. */
  public Map<Interval, Integer> warmups(Interval judged) {
    return Desk.warmups(judged, strategies);
  }

  /** The same to judge all of them. */
  public Map<Interval, Integer> warmups() {
    Map<Interval, Integer> all = new EnumMap<>(Interval.class);
    intervals.forEach(
        judged -> warmups(judged).forEach((read, most) -> all.merge(read, most, Math::max)));
    return all;
  }

  /**
   * At the close of this candle there is a signal. Imported candles are the past: they may change
   * what was said of those after them, but nobody was there to say anything of them.
   */
  public boolean isJudged(PartialCandle candle) {
    return candle.complete()
        && candle.origin() != Origin.IMPORT
        && intervals.contains(candle.interval());
  }
}
