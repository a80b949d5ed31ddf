package io.tapeline.candle;

import io.tapeline.candle.Candle.Origin;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the seconds in which nothing traded. They are not kept: the minute that holds them tells
 * whether they were watched. Where a closed minute was watched from end to end, each of its seconds
 * without a trade is a synthetic candle that repeats the close before; elsewhere it is not known
 * whether nothing traded or we did not look, and nothing is filled in.
 */
public final class QuietSeconds {

  private static final int ONE_REVISION = 1;

  private QuietSeconds() {}

  /**
   * The candles of a stretch of seconds.
   *
   * @param seconds of one series, all that traded in these minutes
   * @param minutes of the same series, ascending; the first one's close before is not known, so
   *     start a minute early
   * @param toNanos filled up to here, exclusive
   */
  public static List<Candle> filled(List<Candle> seconds, List<Candle> minutes, long toNanos) {
    NavigableMap<Long, Candle> filled = new TreeMap<>();
    seconds.forEach(second -> filled.put(second.openTimeNanos(), second));
    Candle before = null;
    for (Candle minute : minutes) {
      if (isWatched(minute)) {
        fill(minute, closeBefore(before, minute), toNanos, filled);
      }
      before = minute;
    }
    return List.copyOf(filled.values());
  }

  /** By us: of a minute that was asked of the venue or imported the seconds are not known. */
  private static boolean isWatched(Candle minute) {
    return minute.complete()
        && minute.origin() == Origin.TAPE
        && minute.observedNanos() == Interval.M1.nanos();
  }

  private static @Nullable Decimal closeBefore(@Nullable Candle before, Candle minute) {
    return before != null && before.closeTimeNanos() == minute.openTimeNanos()
        ? before.close()
        : null;
  }

  private static void fill(
      Candle minute,
      @Nullable Decimal closeBefore,
      long toNanos,
      NavigableMap<Long, Candle> seconds) {
    Decimal price = closeBefore;
    long end = Math.min(minute.closeTimeNanos(), toNanos);
    for (long open = minute.openTimeNanos(); open < end; open += Interval.S1.nanos()) {
      Candle traded = seconds.get(open);
      if (traded != null) {
        price = traded.close();
      } else if (price != null) {
        seconds.put(
            open, Candle.synthetic(Interval.S1, open, price, Interval.S1.nanos(), ONE_REVISION));
      }
    }
  }
}
