package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Open, high, low, close and volume of one half-open interval {@code [openTime, openTime +
 * interval)}.
 *
 * @param openTimeNanos start of the interval, nanoseconds since 1970 UTC
 * @param open first price; in a synthetic candle all four are the close before it
 * @param volume base units traded, exact
 * @param quoteVolume Σ(price × quantity), quote asset, exact; null where whoever made the candle
 *     didn't say
 * @param vwap quoteVolume / volume, 18 significant digits half-even; null if nothing traded or the
 *     quote volume is not known
 * @param trades number of matches; null where whoever made the candle didn't say
 * @param observedNanos how much of the interval was really watched, 0 to its length
 * @param synthetic nothing traded: the prices repeat the close before
 * @param complete the interval is over
 * @param revision 1 when first closed, one more with each correction; 0 while open
 * @param origin who made it
 */
public record Candle(
    Interval interval,
    long openTimeNanos,
    Decimal open,
    Decimal high,
    Decimal low,
    Decimal close,
    BigDecimal volume,
    @Nullable BigDecimal quoteVolume,
    @Nullable BigDecimal vwap,
    @Nullable Long trades,
    long observedNanos,
    boolean synthetic,
    boolean complete,
    int revision,
    Origin origin) {

  /** Who made a candle. */
  public enum Origin {
    /** We did, from the tape: from trades, or from the prices of an index. */
    TAPE,
    /** The venue: asked for it later, to fill a gap. */
    VENUE,
    /** Whoever made the file that it, or the trades that it is made of, was imported from. */
    IMPORT,
    /** Its parts are of several origins. */
    MIXED
  }

  public Candle {
    volume = plain(volume);
    quoteVolume = quoteVolume == null ? null : plain(quoteVolume);
    vwap = vwap == null ? null : plain(vwap);
    if (openTimeNanos != interval.floor(openTimeNanos)) {
      throw new IllegalArgumentException("openTime is not a start of " + interval);
    }
    if (low.compareTo(high) > 0
        || open.compareTo(low) < 0
        || open.compareTo(high) > 0
        || close.compareTo(low) < 0
        || close.compareTo(high) > 0) {
      throw new IllegalArgumentException("low ≤ open, close ≤ high does not hold");
    }
    if (observedNanos < 0 || observedNanos > interval.nanos()) {
      throw new IllegalArgumentException("observedNanos: " + observedNanos);
    }
  }

  public long closeTimeNanos() {
    return openTimeNanos + interval.nanos();
  }

  /** It is whole and our own: neither refilled nor imported again, it stays what it is. */
  public boolean lasts() {
    return observedNanos == interval.nanos() && (origin == Origin.TAPE || origin == Origin.VENUE);
  }

  /** The same candle as another revision. */
  public Candle withRevision(int number) {
    return new Candle(
        interval,
        openTimeNanos,
        open,
        high,
        low,
        close,
        volume,
        quoteVolume,
        vwap,
        trades,
        observedNanos,
        synthetic,
        complete,
        number,
        origin);
  }

  /** A candle in which nothing traded: it repeats the close before it, and says so. */
  public static Candle synthetic(
      Interval interval, long openTimeNanos, Decimal price, long observedNanos, int revision) {
    return new Candle(
        interval,
        openTimeNanos,
        price,
        price,
        price,
        price,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        null,
        0L,
        observedNanos,
        true,
        true,
        revision,
        Origin.TAPE);
  }

  /** Volume-weighted average price, quoteVolume / volume, 18 significant digits half-even. */
  public static BigDecimal vwap(BigDecimal quoteVolume, BigDecimal volume) {
    return Decimal.quotient(quoteVolume, volume).toBigDecimal();
  }

  /** Equal values are equal objects: no trailing zeros, no scientific notation. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
