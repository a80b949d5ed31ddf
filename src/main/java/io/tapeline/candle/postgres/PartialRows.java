package io.tapeline.candle.postgres;

import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Numbers;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Candles as rows of {@link CandleSql#closed} with only the columns of some parts. */
final class PartialRows {

  /** The place of what is not read: that of the open time, which has a place of its own. */
  private static final int NOWHERE = 0;

  private final Interval interval;
  private final int revision;
  private final int open;
  private final int high;
  private final int low;
  private final int close;
  private final int volume;
  private final int quoteVolume;
  private final int trades;
  private final int observed;
  private final int synthetic;
  private final int complete;
  private final int origin;

  PartialRows(Interval interval, Set<Part> parts) {
    List<Part> read = Arrays.stream(Part.values()).filter(parts::contains).toList();
    this.interval = interval;
    this.revision = place(read, Part.REVISION);
    this.open = place(read, Part.OPEN);
    this.high = place(read, Part.HIGH);
    this.low = place(read, Part.LOW);
    this.close = place(read, Part.CLOSE);
    this.volume = place(read, Part.VOLUME);
    this.quoteVolume = place(read, Part.QUOTE_VOLUME);
    this.trades = place(read, Part.TRADES);
    this.observed = place(read, Part.OBSERVED);
    this.synthetic = place(read, Part.SYNTHETIC);
    this.complete = place(read, Part.COMPLETE);
    this.origin = place(read, Part.ORIGIN);
  }

  /** Behind the open time; {@link #NOWHERE} if it is not read. */
  private static int place(List<Part> read, Part part) {
    return read.indexOf(part) + 1;
  }

  PartialCandle candle(Row row) {
    return new PartialCandle(
        interval,
        row.getLong(0),
        price(row, open),
        price(row, high),
        price(row, low),
        price(row, close),
        number(row, volume),
        number(row, quoteVolume),
        trades == NOWHERE ? null : row.getLong(trades),
        observed == NOWHERE ? 0 : row.getLong(observed),
        flag(row, synthetic),
        flag(row, complete),
        revision == NOWHERE ? 0 : row.getInteger(revision),
        origin == NOWHERE ? null : CandleRows.origin(row.getShort(origin)));
  }

  private static @Nullable Decimal price(Row row, int place) {
    BigDecimal value = number(row, place);
    return value == null ? null : Decimal.of(value);
  }

  private static @Nullable BigDecimal number(Row row, int place) {
    return place == NOWHERE ? null : Numbers.orNull(row, place);
  }

  private static boolean flag(Row row, int place) {
    return place != NOWHERE && row.getBoolean(place);
  }
}
