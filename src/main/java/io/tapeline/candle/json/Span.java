package io.tapeline.candle.json;

import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Which open times a question about candles asks for. Nanoseconds since 1970 UTC.
 *
 * @param asOfNanos as of this moment; null for what is known now
 * @param fromNanos the first, inclusive; a start of the interval
 * @param toNanos the last, exclusive; not before the first
 * @param endGiven the caller said where it ends
 * @param all everything at once, in no pages
 */
public record Span(
    Interval interval,
    @Nullable Long asOfNanos,
    long fromNanos,
    long toNanos,
    boolean endGiven,
    boolean all,
    Paging paging) {

  /**
   * Notes whatever is wrong.
   *
   * @param list what is asked for, and all that narrows it
   * @param nowNanos where the range ends if nobody says so
   */
  public static Span read(Inputs inputs, String list, AskedSpan given, long nowNanos) {
    Interval length = Lengths.any(inputs, given.interval());
    Long known = inputs.timeNanos("as_of", given.asOf());
    // a wrong `to` reads as the end of time, so that `from` is not blamed for it
    long end =
        given.to() == null
            ? length.floor(known == null ? nowNanos : known) + length.nanos()
            : inputs.timeNanos("to", given.to(), Long.MAX_VALUE);
    Long start = inputs.timeNanos("from", given.from());
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", given.from());
    }
    boolean all = Paging.isForAll(given.limit(), given.cursor());
    String whole = list + "?" + length + "&" + given.from() + "&" + given.to();
    Paging paging = inputs.pagingOrAll(whole, given.limit(), given.cursor());
    Long after = inputs.position(paging, given.cursor(), Long::valueOf);
    long first =
        all ? firstOpen(length, start) : firstOpen(length, start, after, end, paging.limit());
    return new Span(length, known, first, Math.max(first, end), given.to() != null, all, paging);
  }

  /** Those candles of a series, and one more than the page holds. */
  public CandleRange of(Series series) {
    return new CandleRange(series, interval, fromNanos, toNanos, paging.limitAndOneMore());
  }

  /** From the start asked for, else from the first that there is. */
  private static long firstOpen(Interval length, @Nullable Long start) {
    return length.ceiling(start == null ? 0 : start);
  }

  /** Behind the page before, else from the start asked for, else so that the newest fit. */
  private static long firstOpen(
      Interval length, @Nullable Long start, @Nullable Long after, long end, int limit) {
    long first =
        after != null
            ? length.floor(Math.clamp(after, 0, Math.max(0, end))) + length.nanos()
            : start != null ? start : length.floor(end - 1) - (limit - 1) * length.nanos();
    return length.ceiling(Math.max(first, 0));
  }
}
