package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.market.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers candles into batches: minutes week by week, since the longest candle that follows from
 * them is a week's, others as they come. In whatever order a file tells them, many are stored at
 * once: so many wait, and then the fullest batch goes.
 */
final class WeekBatches {

  /** Candles of one batch: a week of minutes. */
  private static final int MOST_ROWS = 10_080;

  /** Candles that wait, of all weeks together. */
  private static final int MOST_WAITING = 10 * MOST_ROWS;

  /** Stores a batch. */
  interface Sink {
    /** How many of these were not there yet, or not so. */
    int store(List<Candle> batch) throws IOException;
  }

  private final Sink sink;
  private final Map<Long, List<Candle>> waiting = new LinkedHashMap<>();
  private int rows;
  private int stored;

  WeekBatches(Sink sink) {
    this.sink = sink;
  }

  void add(Candle candle) throws IOException {
    long week =
        candle.interval() == Interval.M1
            ? Interval.W1.floor(candle.openTimeNanos())
            : Long.MIN_VALUE;
    List<Candle> batch = waiting.computeIfAbsent(week, _ -> new ArrayList<>());
    batch.add(candle);
    rows++;
    if (batch.size() == MOST_ROWS) {
      store(week);
    } else if (rows == MOST_WAITING) {
      store(fullest());
    }
  }

  /** What is left. How many of all candles were not there yet, or not so. */
  int finish() throws IOException {
    for (long week : List.copyOf(waiting.keySet())) {
      store(week);
    }
    return stored;
  }

  private long fullest() {
    long fullest = 0;
    int most = 0;
    for (Map.Entry<Long, List<Candle>> each : waiting.entrySet()) {
      if (each.getValue().size() > most) {
        fullest = each.getKey();
        most = each.getValue().size();
      }
    }
    return fullest;
  }

  private void store(long week) throws IOException {
    List<Candle> batch = waiting.remove(week);
    if (batch != null) {
      rows -= batch.size();
      stored += sink.store(batch);
    }
  }
}
