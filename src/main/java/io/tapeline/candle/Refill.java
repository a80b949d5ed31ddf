package io.tapeline.candle;

import io.tapeline.candle.Candle.Origin;
import io.tapeline.exchange.ToldCandles;
import io.tapeline.exchange.VenueCandle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The minutes that a venue's own candles give in place of those that we missed, in part or whole.
 * Where the venue tells of a minute in which nothing traded, the close before is repeated.
 *
 * <p>Where we have the venue's prices and volume already, from trades that were fetched later, our
 * own count and quote volume stay: not every venue tells them.
 *
 * <p>Of the minutes just before a gap, those are taken of which the venue tells a larger volume:
 * what was on its way when a process was killed, or a line went down, is in nothing that we stored.
 */
public final class Refill {

  /** Trades may have been on their way for so long when a gap began. */
  public static final long ON_THE_WAY = 5 * Interval.M1.nanos();

  private static final Interval MINUTE = Interval.M1;

  private final NavigableMap<Long, Candle> kept = new TreeMap<>();
  private final Map<Long, VenueCandle> told;
  private final ToldCandles venue;

  private Refill(List<Candle> kept, ToldCandles venue) {
    kept.forEach(candle -> this.kept.put(candle.openTimeNanos(), candle));
    this.venue = venue;
    this.told =
        venue.candles().stream()
            .collect(Collectors.toMap(VenueCandle::openTimeNanos, Function.identity()));
  }

  /**
   * The refilled minutes of a gap, and those {@link #ON_THE_WAY} before it that lack trades,
   * ascending; of minutes that the venue does not tell of there is none.
   *
   * @param kept minutes of the gap and of some time before it
   * @param venue what the venue tells of the gap and of some time before it
   */
  public static List<Candle> of(Stretch gap, List<Candle> kept, ToldCandles venue) {
    return new Refill(kept, venue).minutes(gap);
  }

  private List<Candle> minutes(Stretch gap) {
    List<Candle> made = before(gap);
    Decimal close = closeBefore(gap.fromNanos());
    for (long open = gap.fromNanos(); open < gap.toNanos(); open += MINUTE.nanos()) {
      VenueCandle traded = told.get(open);
      if (traded != null) {
        made.add(traded(traded, kept.get(open)));
        close = traded.close();
      } else if (close != null && venue.tells(open)) {
        made.add(quiet(open, close));
      } else {
        close = null; // what traded here, nobody says
      }
    }
    return made;
  }

  private List<Candle> before(Stretch gap) {
    List<Candle> made = new ArrayList<>();
    Decimal corrected = null;
    for (Candle ours : kept.subMap(gap.fromNanos() - ON_THE_WAY, gap.fromNanos()).values()) {
      VenueCandle theirs = told.get(ours.openTimeNanos());
      if (theirs != null && lacksTrades(ours, theirs)) {
        made.add(traded(theirs, ours));
        corrected = theirs.close();
      } else if (corrected != null && ours.synthetic()) {
        made.add(quiet(ours.openTimeNanos(), corrected));
      } else {
        corrected = null;
      }
    }
    return made;
  }

  private static boolean lacksTrades(Candle ours, VenueCandle theirs) {
    return ours.origin() == Origin.TAPE && theirs.volume().compareTo(ours.volume()) > 0;
  }

  private @Nullable Decimal closeBefore(long openTimeNanos) {
    var ours = kept.lowerEntry(openTimeNanos);
    VenueCandle theirs =
        venue.candles().stream()
            .filter(candle -> candle.openTimeNanos() < openTimeNanos)
            .reduce((_, last) -> last)
            .orElse(null);
    if (theirs != null && (ours == null || theirs.openTimeNanos() >= ours.getKey())) {
      return theirs.close();
    }
    return ours == null ? null : ours.getValue().close();
  }

  private static Candle traded(VenueCandle theirs, @Nullable Candle ours) {
    Candle same = ours != null && isSame(theirs, ours) ? ours : null;
    BigDecimal quoteVolume = same == null ? theirs.quoteVolume() : same.quoteVolume();
    return new Candle(
        MINUTE,
        theirs.openTimeNanos(),
        theirs.open(),
        theirs.high(),
        theirs.low(),
        theirs.close(),
        theirs.volume(),
        quoteVolume,
        quoteVolume == null ? null : Candle.vwap(quoteVolume, theirs.volume()),
        same == null ? theirs.trades() : same.trades(),
        MINUTE.nanos(),
        false,
        true,
        1,
        Origin.VENUE);
  }

  private static boolean isSame(VenueCandle theirs, Candle ours) {
    return theirs.open().equals(ours.open())
        && theirs.high().equals(ours.high())
        && theirs.low().equals(ours.low())
        && theirs.close().equals(ours.close())
        && theirs.volume().compareTo(ours.volume()) == 0;
  }

  private static Candle quiet(long openTimeNanos, Decimal close) {
    return new Candle(
        MINUTE,
        openTimeNanos,
        close,
        close,
        close,
        close,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        null,
        0L,
        MINUTE.nanos(),
        true,
        true,
        1,
        Origin.VENUE);
  }
}
