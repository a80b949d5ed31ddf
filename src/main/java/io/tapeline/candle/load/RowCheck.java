package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.load.Layout.Column;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes candles of rows, or says what is wrong with them.
 *
 * @param nowNanos candles that end later are not over; nanoseconds since 1970 UTC
 * @param writtenNanos when the file was written: the candle that was open then may be unfinished;
 *     {@link Long#MIN_VALUE} where that does not matter
 */
record RowCheck(Layout layout, Interval interval, long nowNanos, long writtenNanos) {

  /** 2009-01-03, Bitcoin's first block: nothing that we keep is older. */
  private static final long FIRST = Duration.ofDays(14_247).toNanos();

  private static final int MOST_CHARACTERS = 80;
  private static final int MOST_EXPONENT = 40;

  /** What becomes of a row. */
  sealed interface Checked {

    record Fine(Candle candle) implements Checked {}

    /**
     * @param reason the same for all rows refused for it
     * @param given what the row says there
     */
    record Refused(String reason, String given) implements Checked {}
  }

  /** Leaves a row; never gets out of here. */
  private static final class Wrong extends Exception {
    private final Checked.Refused refused;

    Wrong(String reason, @Nullable String given) {
      super(reason, null, false, false);
      refused = new Checked.Refused(reason, given == null ? "" : given);
    }
  }

  Checked check(RawRow row) {
    try {
      return new Checked.Fine(candle(row));
    } catch (Wrong e) {
      return e.refused;
    }
  }

  private Candle candle(RawRow row) throws Wrong {
    if (row.values().size() != layout.width()) {
      throw new Wrong(
          "wrong number of columns",
          "%d instead of %d".formatted(row.values().size(), layout.width()));
    }
    long openTime = time(row);
    Decimal open = price(row, Column.OPEN);
    Decimal high = price(row, Column.HIGH);
    Decimal low = price(row, Column.LOW);
    Decimal close = price(row, Column.CLOSE);
    if (low.compareTo(open.min(close)) > 0 || high.compareTo(open.max(close)) < 0) {
      throw new Wrong(
          "low ≤ open, close ≤ high does not hold",
          "open %s, high %s, low %s, close %s".formatted(open, high, low, close));
    }
    BigDecimal volume = amount(row, Column.VOLUME);
    BigDecimal quoteVolume =
        has(row, Column.QUOTE_VOLUME) ? amount(row, Column.QUOTE_VOLUME) : null;
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
        has(row, Column.TRADES) ? trades(row) : null,
        interval.nanos(),
        false,
        true,
        1,
        Candle.Origin.IMPORT);
  }

  private static BigDecimal vwap(RawRow row, BigDecimal quoteVolume, BigDecimal volume)
      throws Wrong {
    try {
      return Candle.vwap(quoteVolume, volume);
    } catch (ArithmeticException _) {
      throw new Wrong("quote volume and volume do not fit each other", "line " + row.line());
    }
  }

  private long time(RawRow row) throws Wrong {
    String text = text(row, Column.TIME);
    long time;
    try {
      time = layout.unit().parse(text);
    } catch (IllegalArgumentException _) {
      throw new Wrong("not a time", text);
    }
    if (time < FIRST) {
      throw new Wrong("before 2009-01-03", text);
    }
    if (interval.floor(time) != time) {
      throw new Wrong("not a start of an interval of " + interval, text);
    }
    if (time > nowNanos - interval.nanos()) {
      throw new Wrong("not over yet", text);
    }
    // later ones would say that the file's own time is wrong
    if (time <= writtenNanos && writtenNanos < time + interval.nanos()) {
      throw new Wrong("not over when the file was written", text);
    }
    return time;
  }

  private boolean has(RawRow row, Column column) {
    Integer place = layout.at().get(column);
    if (place == null) {
      return false;
    }
    String text = row.values().get(place);
    return text != null && !text.isBlank();
  }

  private String text(RawRow row, Column column) throws Wrong {
    Integer place = layout.at().get(column);
    String text = place == null ? null : row.values().get(place);
    if (text == null || text.isBlank()) {
      throw new Wrong(column.id() + " is missing", "");
    }
    return text.strip();
  }

  private Decimal price(RawRow row, Column column) throws Wrong {
    BigDecimal value = number(row, column);
    if (value.signum() <= 0) {
      throw new Wrong(column.id() + " is not positive", value.toPlainString());
    }
    try {
      return Decimal.of(value);
    } catch (ArithmeticException _) {
      throw new Wrong(column.id() + " has more than 18 digits", value.toPlainString());
    }
  }

  private BigDecimal amount(RawRow row, Column column) throws Wrong {
    BigDecimal value = number(row, column);
    if (value.signum() < 0) {
      throw new Wrong(column.id() + " is negative", value.toPlainString());
    }
    return value;
  }

  private long trades(RawRow row) throws Wrong {
    BigDecimal value = amount(row, Column.TRADES);
    try {
      return value.longValueExact();
    } catch (ArithmeticException _) {
      throw new Wrong("trades is not a whole number", value.toPlainString());
    }
  }

  private BigDecimal number(RawRow row, Column column) throws Wrong {
    String text = text(row, column);
    BigDecimal value;
    try {
      if (text.length() > MOST_CHARACTERS) {
        throw new NumberFormatException();
      }
      value = new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw new Wrong(
          column.id() + " is not a number",
          text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
    }
    if (Math.abs((long) value.scale()) > MOST_EXPONENT) {
      throw new Wrong(column.id() + " is out of all bounds", text);
    }
    return value;
  }
}
