package io.tapeline.signal.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.market.Interval;
import io.tapeline.signal.verdict.ClosedCandles;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Knows whether candles have come that a record lacked. It asks for the last one of the newest part
 * that there is nothing of: candles that are still being filled in, oldest first, are waited for,
 * and where that one is there the part is nothing no more, so that no record is made in vain.
 */
@ApplicationScoped
class LateCandles {

  private final RecordConfig config;
  private final CandleHistory history;

  LateCandles(RecordConfig config, CandleHistory history) {
    this.config = config;
    this.history = history;
  }

  /**
   * Whether there are candles now of a part that is null. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos as of which candles are known
   */
  Uni<Boolean> haveCome(TrackRecord made, long asOfNanos) {
    Split split = Split.of(config, made.interval(), asOfNanos);
    if (made.outOfSample() == null) {
      return isClosed(made, split.split(), split.end(), asOfNanos);
    }
    return made.inSample() == null
        ? isClosed(made, split.begin(), split.split(), asOfNanos)
        : Uni.createFrom().item(false);
  }

  /** The last candle of a part. */
  private Uni<Boolean> isClosed(TrackRecord made, long from, long to, long asOfNanos) {
    Interval interval = made.interval();
    long open = to - interval.nanos();
    if (open < from) {
      return Uni.createFrom().item(false); // the part is shorter than a candle
    }
    CandleRange last = new CandleRange(Series.parse(made.series()), interval, open, to, 1);
    return history
        .read(last, asOfNanos, ClosedCandles.PARTS)
        .map(found -> found.stream().anyMatch(PartialCandle::complete));
  }
}
