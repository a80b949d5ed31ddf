package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder;
import io.tapeline.candle.QuietSeconds;
import io.tapeline.candle.Rollup;
import io.tapeline.market.Interval;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers a range of any interval: what is there of it, and behind the last of these what the
 * interval below says, down to the minutes. Seconds in which nothing traded follow from minutes.
 */
final class LevelWalk {

  /** Where the candles of one series come from. */
  interface Source {

    /** Those that open in a stretch of time, the newest revision each, ascending. */
    Uni<List<Candle>> between(Interval interval, long fromNanos, long toNanos);

    /** All minutes from here are in memory: to make longer ones of them costs no question. */
    boolean hasMinutesFrom(long openTimeNanos);
  }

  private final Source source;
  private final long closableNanos;

  /**
   * @param closableNanos an interval that ends by then is over
   */
  LevelWalk(Source source, long closableNanos) {
    this.source = source;
    this.closableNanos = closableNanos;
  }

  Uni<List<Candle>> of(CandleRange range) {
    long to = range.reachNanos();
    Uni<List<Candle>> found =
        range.interval() == Interval.S1
            ? seconds(range.fromNanos(), to)
            : minutesOrLonger(range.interval(), range.fromNanos(), to);
    return found.map(all -> first(range, all));
  }

  private Uni<List<Candle>> seconds(long from, long to) {
    long minute = Interval.M1.floor(from);
    return Uni.combine()
        .all()
        .unis(
            source.between(Interval.S1, minute, to),
            source.between(Interval.M1, minute - Interval.M1.nanos(), to))
        .with((seconds, minutes) -> QuietSeconds.filled(seconds, minutes, to));
  }

  private Uni<List<Candle>> minutesOrLonger(Interval interval, long from, long to) {
    if (interval == Interval.M1) {
      return source.between(Interval.M1, from, to);
    }
    return source.hasMinutesFrom(from)
        ? rolledUp(source.between(Interval.M1, from, to), interval)
        : source.between(interval, from, to).chain(over -> withRest(over, interval, from, to));
  }

  private Uni<List<Candle>> withRest(List<Candle> over, Interval interval, long from, long to) {
    long end = over.isEmpty() ? from : over.getLast().closeTimeNanos();
    return end >= to
        ? Uni.createFrom().item(over)
        : rolledUp(minutesOrLonger(Ladder.below(interval), end, to), interval)
            .map(rest -> Stream.concat(over.stream(), rest.stream()).toList());
  }

  private Uni<List<Candle>> rolledUp(Uni<List<Candle>> shorter, Interval interval) {
    return shorter.map(candles -> Rollup.of(candles, interval, closableNanos));
  }

  private static List<Candle> first(CandleRange range, List<Candle> found) {
    return found.stream()
        .filter(candle -> candle.openTimeNanos() >= range.fromNanos())
        .limit(range.limit())
        .toList();
  }
}
