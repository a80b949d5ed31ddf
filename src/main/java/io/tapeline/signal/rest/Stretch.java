package io.tapeline.signal.rest;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Which candles that are over a question asks for. What is not given follows from the moment as of
 * which it is answered, so that the same question as of that moment has the same answer.
 *
 * @param fromNanos first open time, inclusive; null for as long before the end as is usual
 * @param toNanos last open time, exclusive; null for the moment
 * @param asOfNanos as of this moment; null for the newest
 */
record Stretch(
    Interval interval, @Nullable Long fromNanos, @Nullable Long toNanos, @Nullable Long asOfNanos) {

  /** Candles that are usual where nobody says from when. */
  static final int USUAL = 365;

  private static final String DAY = Interval.D1.id();

  /** Notes whatever is wrong. */
  static Stretch read(Inputs inputs, AskedStretch asked) {
    String given = asked.interval();
    Interval length = Lengths.fromAMinute(inputs, given == null ? DAY : given);
    Long start = inputs.timeNanos("from", asked.from());
    Long end = inputs.timeNanos("to", asked.to());
    if (start != null && end != null && start > end) {
      inputs.wrong("from", "must not be after to", asked.from());
    }
    return new Stretch(length, start, end, inputs.timeNanos("as_of", asked.asOf()));
  }

  CacheRule cache() {
    return asOfNanos == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
  }

  /** The end of the last candle that was over at a moment and is asked for. */
  long endNanos(long momentNanos) {
    long over = interval.floor(momentNanos);
    return Math.max(0, toNanos == null ? over : Math.min(over, interval.ceiling(toNanos)));
  }

  /** The start of the first candle, of so many if nobody says from when. */
  long startNanos(long endNanos, int usual) {
    long start = fromNanos == null ? endNanos - usual * interval.nanos() : fromNanos;
    return Math.min(endNanos, interval.ceiling(Math.max(0, start)));
  }

  /**
   * The candles of a series.
   *
   * @param most that one question may be made of
   */
  CandleRange range(Series series, long momentNanos, int most) {
    long end = endNanos(momentNanos);
    long start = startNanos(end, USUAL);
    if ((end - start) / interval.nanos() > most) {
      Inputs inputs = new Inputs();
      inputs.wrong("from", "must be at most " + most + " candles before to", given());
      inputs.check();
    }
    return new CandleRange(series, interval, start, end, most);
  }

  private @Nullable String given() {
    return fromNanos == null ? null : Times.format(fromNanos);
  }
}
