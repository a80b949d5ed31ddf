package io.tapeline.signal.app;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.verdict.Desk;
import java.util.List;
import java.util.Map;

/**
 * What is asked of strategies.
 *
 * @param strategies at least one, each once
 */
public record SignalQuestion(Series series, Interval interval, List<StrategyChoice> strategies) {

  public SignalQuestion {
    strategies = List.copyOf(strategies);
  }

  /** Candles that are read before a block, by interval: this one, and longer ones. */
  Map<Interval, Integer> warmups() {
    return Desk.warmups(interval, strategies);
  }

  /** The newest candle that can be closed at a time. */
  long newest(long timeNanos) {
    return interval.floor(timeNanos) - interval.nanos();
  }

  /**
   * The candles of an interval that are looked at for the newest candle of this one, or for the one
   * before it.
   *
   * @param newestNanos the newest of this interval
   */
  CandleRange reading(Interval length, int warmup, long newestNanos) {
    long end = length.floor(newestNanos + interval.nanos());
    Block block = Block.holding(length, end - 2 * length.nanos());
    long begin = block.windowNanos(warmup);
    long to = Math.max(begin, end);
    int limit = Math.toIntExact(Math.max(1, (to - begin) / length.nanos()));
    return new CandleRange(series, length, begin, to, limit);
  }
}
