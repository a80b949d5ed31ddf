package io.tapeline.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * What a venue told of a range of candles.
 *
 * @param candles those in which something traded, by time
 * @param stretches of what the venue has told, by time, apart from each other: an interval in one
 *     of them without a candle had no trade; an interval in none of them the venue can't tell of
 */
public record ToldCandles(List<VenueCandle> candles, List<Stretch> stretches) {

  /**
   * From one time to before another, nanoseconds since 1970 UTC.
   *
   * @param fromNanos start of an interval
   * @param toNanos end of an interval
   */
  public record Stretch(long fromNanos, long toNanos) {}

  public ToldCandles {
    candles = List.copyOf(candles);
    stretches = List.copyOf(stretches);
  }

  /** The venue has told nothing, or was not asked. */
  public static ToldCandles nothing() {
    return new ToldCandles(List.of(), List.of());
  }

  /** The venue has told of the interval that starts at this time. */
  public boolean tells(long openTimeNanos) {
    return stretches.stream()
        .anyMatch(s -> s.fromNanos() <= openTimeNanos && openTimeNanos < s.toNanos());
  }

  /** This and what a page before it tells, as far as it lies within the span. */
  public ToldCandles after(CandlePage earlier, CandleSpan span) {
    long from = Math.max(earlier.toldFromNanos(), span.fromNanos());
    long to = Math.min(earlier.toldToNanos(), span.toNanos());
    if (from >= to) {
      return this;
    }
    List<VenueCandle> all =
        new ArrayList<>(
            earlier.candles().stream()
                .filter(c -> c.openTimeNanos() >= from && c.openTimeNanos() < to)
                .toList());
    all.addAll(candles);
    List<Stretch> told = new ArrayList<>(stretches);
    boolean joins = !told.isEmpty() && told.getFirst().fromNanos() == to;
    long end = joins ? told.removeFirst().toNanos() : to;
    told.addFirst(new Stretch(from, end));
    return new ToldCandles(all, told);
  }
}
