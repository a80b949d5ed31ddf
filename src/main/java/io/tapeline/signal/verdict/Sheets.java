package io.tapeline.signal.verdict;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The candles of one series, by interval, and what was computed beside them. They go on: a newer
 * candle may be put behind the others, and what no block needs any more is forgotten. For one
 * thread at a time.
 */
public final class Sheets {

  private final Map<Interval, Sheet> byInterval = new EnumMap<>(Interval.class);

  public Sheets(List<ClosedCandles> candles) {
    candles.forEach(some -> byInterval.put(some.interval(), new Sheet(some)));
  }

  Sheet of(Interval interval) {
    return byInterval.computeIfAbsent(interval, one -> new Sheet(ClosedCandles.of(one, List.of())));
  }

  /**
   * Puts a candle behind the others of its interval.
   *
   * @param warmup candles that are kept of those before the block of the newest
   */
  public void add(PartialCandle candle, int warmup) {
    of(candle.interval()).add(candle, warmup);
  }

  /** The open time of the newest candle of an interval; the beginning of time without one. */
  public long newestNanos(Interval interval) {
    return of(interval).candles().newestNanos();
  }

  /** How many candles there are, of all intervals. */
  public int size() {
    return byInterval.values().stream().mapToInt(sheet -> sheet.candles().bars().size()).sum();
  }
}
