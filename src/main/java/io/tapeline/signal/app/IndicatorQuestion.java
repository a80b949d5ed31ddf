package io.tapeline.signal.app;

import io.tapeline.candle.CandleRange;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.indicator.Choice;
import java.util.List;

/**
 * What is asked of indicators.
 *
 * @param rows the candles whose figures are wanted
 * @param choices at least one, each once
 */
public record IndicatorQuestion(CandleRange rows, List<Choice> choices) {

  public IndicatorQuestion {
    choices = List.copyOf(choices);
  }

  /** The columns of the answer, in their order. */
  public List<String> columns() {
    return choices.stream().flatMap(choice -> choice.columns().stream()).toList();
  }

  /** The block of the first candle. */
  Block first() {
    return Block.holding(rows.interval(), rows.fromNanos());
  }

  /** Candles that are read before a block. */
  int warmup() {
    return choices.stream().mapToInt(Choice::warmup).max().orElse(0);
  }

  /** Steps for each block. */
  long work() {
    return choices.stream().mapToLong(Choice::work).sum();
  }

  /**
   * The candles that figures up to a time are made of, from the block on in which the longest
   * warm-up begins: questions that are near each other read the same.
   */
  CandleRange reading(long endNanos) {
    Interval interval = rows.interval();
    long begin = Block.holding(interval, first().windowNanos(warmup())).startNanos();
    return range(begin, Math.max(begin, endNanos));
  }

  /** The candles of a stretch of time, all of them. */
  CandleRange range(long fromNanos, long toNanos) {
    long intervals = (toNanos - fromNanos + rows.interval().nanos() - 1) / rows.interval().nanos();
    int limit = Math.clamp(intervals, 1, Integer.MAX_VALUE);
    return new CandleRange(rows.series(), rows.interval(), fromNanos, toNanos, limit);
  }
}
