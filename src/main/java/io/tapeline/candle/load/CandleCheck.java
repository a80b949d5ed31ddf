package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.load.Layout;
import io.tapeline.load.Refusal;
import io.tapeline.load.file.RawRow;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;

/**
 * Makes candles of rows, or says what is wrong with them.
 *
 * @param nowNanos candles that end later are not over; nanoseconds since 1970 UTC
 * @param writtenNanos when the file was written: the candle that was open then may be unfinished;
 *     {@link Long#MIN_VALUE} where that does not matter
 */
record CandleCheck(
    Layout<CandleColumn> layout, Interval interval, long nowNanos, long writtenNanos) {

  Candle candle(RawRow row) throws Refusal {
    layout.checkWidth(row);
    long openTime = time(row);
    Decimal open = layout.positive(row, CandleColumn.OPEN);
    Decimal high = layout.positive(row, CandleColumn.HIGH);
    Decimal low = layout.positive(row, CandleColumn.LOW);
    Decimal close = layout.positive(row, CandleColumn.CLOSE);
    if (low.compareTo(open.min(close)) > 0 || high.compareTo(open.max(close)) < 0) {
      throw new Refusal(
          "low ≤ open, close ≤ high does not hold",
          "open %s, high %s, low %s, close %s".formatted(open, high, low, close));
    }
    BigDecimal volume = layout.amount(row, CandleColumn.VOLUME);
    BigDecimal quoteVolume =
        layout.has(row, CandleColumn.QUOTE_VOLUME)
            ? layout.amount(row, CandleColumn.QUOTE_VOLUME)
            : null;
    return new Candle(
        interval,
        openTime,
        open,
        high,
        low,
        close,
        volume,
        quoteVolume,
        quoteVolume == null || volume.signum() == 0 ? null : vwap(row, quoteVolume, volume),
        layout.has(row, CandleColumn.TRADES) ? layout.whole(row, CandleColumn.TRADES) : null,
        interval.nanos(),
        false,
        true,
        1,
        Candle.Origin.IMPORT);
  }

  private static BigDecimal vwap(RawRow row, BigDecimal quoteVolume, BigDecimal volume)
      throws Refusal {
    try {
      return Candle.vwap(quoteVolume, volume);
    } catch (ArithmeticException _) {
      throw new Refusal("quote volume and volume do not fit each other", "line " + row.line());
    }
  }

  private long time(RawRow row) throws Refusal {
    long time = layout.time(row, CandleColumn.TIME);
    String text = layout.text(row, CandleColumn.TIME);
    if (interval.floor(time) != time) {
      throw new Refusal("not a start of an interval of " + interval, text);
    }
    if (time > nowNanos - interval.nanos()) {
      throw new Refusal("not over yet", text);
    }
    // later ones would say that the file's own time is wrong
    if (time <= writtenNanos && writtenNanos < time + interval.nanos()) {
      throw new Refusal("not over when the file was written", text);
    }
    return time;
  }
}
