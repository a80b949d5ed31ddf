package io.tapeline.signal.job;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStream;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.verdict.CandleDigest;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.Input;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Reads the closed candles that a backtest looks at, page by page: of each only numbers stay, and
 * what it adds to the hash of its series. Waits for the store, so on a thread that may.
 */
@ApplicationScoped
class BacktestCandles {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CandleHistory history;

  BacktestCandles(CandleHistory history) {
    this.history = history;
  }

  /**
   * What was read.
   *
   * @param market the candles that are traded, and those that figures need before them
   * @param inputs all that was read, by interval; none of an interval of which there is nothing
   */
  record Read(ClosedCandles market, List<ClosedCandles> longer, List<Input> inputs) {}

  /**
   * @param warmups candles wanted before a block, by interval
   */
  Read read(Series series, BacktestPlan plan, Interval interval, Map<Interval, Integer> warmups) {
    List<ClosedCandles> longer = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    ClosedCandles market = ClosedCandles.of(interval, List.of());
    for (Map.Entry<Interval, Integer> need : warmups.entrySet()) {
      Interval length = need.getKey();
      ClosedCandles found =
          closed(range(series, length, need.getValue(), interval, plan), plan, inputs);
      if (length == interval) {
        market = found;
      } else {
        longer.add(found);
      }
    }
    return new Read(market, longer, inputs);
  }

  private static CandleRange range(
      Series series, Interval length, int warmup, Interval own, BacktestPlan plan) {
    long moment = own.ceiling(plan.fromNanos()) + own.nanos();
    Block block = Block.holding(length, length.floor(moment) - length.nanos());
    long begin = block.windowNanos(warmup);
    long end = Math.max(begin, length.floor(plan.toNanos()));
    return new CandleRange(series, length, begin, end, Integer.MAX_VALUE);
  }

  private ClosedCandles closed(CandleRange range, BacktestPlan plan, List<Input> inputs) {
    CandleStream<PartialCandle> pages =
        history.stream(range, plan.asOfNanos(), ClosedCandles.PARTS);
    CandleDigest digest = new CandleDigest();
    BitSet synthetic = new BitSet();
    Bars bars = Bars.NONE;
    for (List<PartialCandle> page = next(pages); !page.isEmpty(); page = next(pages)) {
      List<PartialCandle> over = page.stream().filter(PartialCandle::complete).toList();
      for (int i = 0; i < over.size(); i++) {
        digest.add(CandleDigest.line(over.get(i)));
        synthetic.set(bars.size() + i, over.get(i).synthetic());
      }
      bars = bars.and(Bars.of(over));
    }
    int size = bars.size();
    if (size > 0) {
      Interval length = range.interval();
      inputs.add(
          new Input(
              length,
              bars.openTimeNanos(0),
              bars.openTimeNanos(size - 1) + length.nanos(),
              size,
              digest.hex()));
    }
    return ClosedCandles.of(range.interval(), bars, synthetic);
  }

  private static List<PartialCandle> next(CandleStream<PartialCandle> pages) {
    return pages.next().await().atMost(PATIENCE);
  }
}
