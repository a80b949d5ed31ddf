package io.tapeline.candle;

import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A stored candle of which only those parts are known that somebody wants; each of the others is
 * null, 0 or false. Units and meaning are those of {@link Candle}.
 */
public record PartialCandle(
    Interval interval,
    long openTimeNanos,
    @Nullable Decimal open,
    @Nullable Decimal high,
    @Nullable Decimal low,
    @Nullable Decimal close,
    @Nullable BigDecimal volume,
    @Nullable BigDecimal quoteVolume,
    @Nullable Long trades,
    long observedNanos,
    boolean synthetic,
    boolean complete,
    int revision,
    Candle.@Nullable Origin origin) {

  /** What a candle has beside its interval and open time. */
  public enum Part {
    REVISION,
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    QUOTE_VOLUME,
    TRADES,
    OBSERVED,
    SYNTHETIC,
    COMPLETE,
    ORIGIN
  }

  /** All parts of a candle. */
  public static PartialCandle of(Candle candle) {
    return new PartialCandle(
        candle.interval(),
        candle.openTimeNanos(),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        candle.quoteVolume(),
        candle.trades(),
        candle.observedNanos(),
        candle.synthetic(),
        candle.complete(),
        candle.revision(),
        candle.origin());
  }

  public long closeTimeNanos() {
    return openTimeNanos + interval.nanos();
  }

  /** As {@link Candle#vwap()}; null also where one of the volumes is not known. */
  public @Nullable BigDecimal vwap() {
    return volume == null || volume.signum() == 0 || quoteVolume == null
        ? null
        : Candle.vwap(quoteVolume, volume);
  }
}
