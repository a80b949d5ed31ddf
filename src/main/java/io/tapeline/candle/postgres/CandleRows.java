package io.tapeline.candle.postgres;

import io.tapeline.candle.Candle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Numbers;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Candles as rows of the table {@code candle} and back. */
final class CandleRows {

  private static final Map<Long, Interval> INTERVALS =
      Arrays.stream(Interval.values()).collect(Collectors.toMap(Interval::millis, i -> i));

  private CandleRows() {}

  static short number(Candle.Origin origin) {
    return switch (origin) {
      case TAPE -> 0;
      case VENUE -> 1;
      case IMPORT -> 2;
      case MIXED -> 3;
    };
  }

  static Candle.Origin origin(int number) {
    return switch (number) {
      case 0 -> Candle.Origin.TAPE;
      case 1 -> Candle.Origin.VENUE;
      case 2 -> Candle.Origin.IMPORT;
      default -> Candle.Origin.MIXED;
    };
  }

  static Interval interval(long millis) {
    Interval interval = INTERVALS.get(millis);
    if (interval == null) {
      throw new IllegalStateException("no interval of " + millis + " ms");
    }
    return interval;
  }

  /** A row that begins with the columns from {@code open_nanos} to {@code origin}. */
  static Candle candle(Interval interval, Row row) {
    BigDecimal volume = Numbers.of(row, 6);
    @Nullable BigDecimal quoteVolume = Numbers.orNull(row, 7);
    return new Candle(
        interval,
        row.getLong(0),
        Decimal.of(Numbers.of(row, 2)),
        Decimal.of(Numbers.of(row, 3)),
        Decimal.of(Numbers.of(row, 4)),
        Decimal.of(Numbers.of(row, 5)),
        volume,
        quoteVolume,
        volume.signum() == 0 || quoteVolume == null ? null : Candle.vwap(quoteVolume, volume),
        row.getLong(8),
        row.getLong(9),
        row.getBoolean(10),
        row.getBoolean(11),
        row.getInteger(1),
        origin(row.getShort(12)));
  }

  /**
   * The same of the other client.
   *
   * @param first the column of {@code open_nanos}, from 1
   */
  static Candle candle(Interval interval, ResultSet row, int first) throws SQLException {
    BigDecimal volume = row.getBigDecimal(first + 6);
    @Nullable BigDecimal quoteVolume = row.getBigDecimal(first + 7);
    return new Candle(
        interval,
        row.getLong(first),
        Decimal.of(row.getBigDecimal(first + 2)),
        Decimal.of(row.getBigDecimal(first + 3)),
        Decimal.of(row.getBigDecimal(first + 4)),
        Decimal.of(row.getBigDecimal(first + 5)),
        volume,
        quoteVolume,
        volume.signum() == 0 || quoteVolume == null ? null : Candle.vwap(quoteVolume, volume),
        row.getObject(first + 8, Long.class),
        row.getLong(first + 9),
        row.getBoolean(first + 10),
        row.getBoolean(first + 11),
        row.getInt(first + 1),
        origin(row.getShort(first + 12)));
  }
}
