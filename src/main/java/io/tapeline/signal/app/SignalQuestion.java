package io.tapeline.signal.app;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.model.ModelStrategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.verdict.Desk;
import java.util.List;
import java.util.Map;

/**
 * What is asked of strategies.
 *
 * @param strategies each once
 * @param models those that ask a model, each once
 */
public record SignalQuestion(
    Series series, Interval interval, List<StrategyChoice> strategies, List<ModelStrategy> models) {

  public SignalQuestion {
    strategies = List.copyOf(strategies);
    models = List.copyOf(models);
  }

  /** Candles that are read before a block, by interval: this one, and longer ones. */
  Map<Interval, Integer> warmups() {
    return Desk.warmups(interval, strategies);
  }

  /** The newest candle that can be closed at a time. */
  long newest(long timeNanos) {
    return interval.floor(timeNanos) - interval.nanos();
  }
}
