package io.tapeline.signal.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.verdict.ClosedCandles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Reads the closed candles that verdicts are made from. */
@ApplicationScoped
class Windows {

  private final CandleHistory history;

  Windows(CandleHistory history) {
    this.history = history;
  }

  /**
   * What can be looked at between two moments, both included: of each interval the blocks of its
   * candles that are the newest then, and the window before. Fails with {@code store_unavailable}.
   *
   * @param warmups candles wanted before a block, by interval
   * @param asOfNanos not later than the horizon
   */
  Uni<List<ClosedCandles>> read(
      Series series,
      Map<Interval, Integer> warmups,
      long firstMomentNanos,
      long lastMomentNanos,
      long asOfNanos) {
    return Multi.createFrom()
        .iterable(warmups.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            need ->
                closed(
                    range(
                        series, need.getKey(), need.getValue(), firstMomentNanos, lastMomentNanos),
                    asOfNanos))
        .collect()
        .asList();
  }

  private Uni<ClosedCandles> closed(CandleRange range, long asOfNanos) {
    return history
        .read(range, asOfNanos, ClosedCandles.PARTS)
        .map(
            all ->
                ClosedCandles.of(
                    range.interval(), all.stream().filter(PartialCandle::complete).toList()));
  }

  private static CandleRange range(
      Series series, Interval length, int warmup, long firstMomentNanos, long lastMomentNanos) {
    long end = length.floor(lastMomentNanos);
    Block block = Block.holding(length, length.floor(firstMomentNanos) - length.nanos());
    long begin = block.windowNanos(warmup);
    long to = Math.max(begin, end);
    int limit = Math.toIntExact(Math.max(1, (to - begin) / length.nanos()));
    return new CandleRange(series, length, begin, to, limit);
  }
}
