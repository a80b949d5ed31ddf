package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.market.Interval;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The candles of a series that stand in the store, read and written while somebody waits. */
record Standing(CandleStore store, Series series) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What lies scattered over years is read in parts. */
  private static final int PART = 20_000;

  /**
   * By open time.
   *
   * @param toNanos exclusive
   */
  NavigableMap<Long, Candle> between(Interval interval, long fromNanos, long toNanos) {
    NavigableMap<Long, Candle> there = new TreeMap<>();
    long from = fromNanos;
    List<Candle> part;
    do {
      part =
          store
              .closed(series, interval, from, toNanos, Long.MAX_VALUE, PART)
              .await()
              .atMost(PATIENCE);
      part.forEach(candle -> there.put(candle.openTimeNanos(), candle));
      if (!part.isEmpty()) {
        from = part.getLast().openTimeNanos() + 1;
      }
    } while (part.size() == PART);
    return there;
  }

  /** With the longer ones that follow from them, all or none. */
  void write(List<Candle> candles) {
    if (!candles.isEmpty()) {
      store
          .write(candles.stream().map(candle -> new Rung(series, candle)).toList())
          .await()
          .atMost(PATIENCE);
    }
  }
}
