package io.tapeline.candle.postgres;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Candles as rows of the table {@code candle} and back. */
final class CandleRows {

  private static final Map<Long, Interval> INTERVALS =
      Arrays.stream(Interval.values()).collect(Collectors.toMap(Interval::millis, i -> i));

  private CandleRows() {}

  /** The arguments of {@link CandleSql#APPEND}. */
  static Tuple columns(List<Rung> batch, Map<String, Integer> series, OffsetDateTime recordedAt) {
    return Tuple.from(
        List.of(
            batch.stream().map(row -> series.get(row.series().id())).toArray(Integer[]::new),
            column(batch, c -> c.interval().millis(), new Long[0]),
            column(batch, Candle::openTimeNanos, new Long[0]),
            column(batch, Candle::revision, new Integer[0]),
            column(batch, c -> number(c.open()), new Numeric[0]),
            column(batch, c -> number(c.high()), new Numeric[0]),
            column(batch, c -> number(c.low()), new Numeric[0]),
            column(batch, c -> number(c.close()), new Numeric[0]),
            column(batch, c -> Numeric.create(c.volume()), new Numeric[0]),
            column(batch, c -> number(c.quoteVolume()), new Numeric[0]),
            column(batch, Candle::trades, new Long[0]),
            column(batch, Candle::observedNanos, new Long[0]),
            column(batch, Candle::synthetic, new Boolean[0]),
            column(batch, Candle::complete, new Boolean[0]),
            column(batch, c -> number(c.origin()), new Short[0]),
            recordedAt));
  }

  /** What a column holds of a candle. */
  private interface Cell<T> {
    @Nullable T of(Candle candle);
  }

  private static <T> @Nullable T[] column(List<Rung> batch, Cell<T> cell, @Nullable T[] empty) {
    @Nullable T[] values = Arrays.copyOf(empty, batch.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = cell.of(batch.get(i).candle());
    }
    return values;
  }

  private static Numeric number(Decimal decimal) {
    return Numeric.create(decimal.toBigDecimal());
  }

  private static @Nullable Numeric number(@Nullable BigDecimal value) {
    return value == null ? null : Numeric.create(value);
  }

  private static short number(Candle.Origin origin) {
    return switch (origin) {
      case TAPE -> 0;
      case VENUE -> 1;
      case IMPORT -> 2;
      case MIXED -> 3;
    };
  }

  private static Candle.Origin origin(int number) {
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
    BigDecimal volume = row.getBigDecimal(6);
    @Nullable BigDecimal quoteVolume = row.getBigDecimal(7);
    return new Candle(
        interval,
        row.getLong(0),
        Decimal.of(row.getBigDecimal(2)),
        Decimal.of(row.getBigDecimal(3)),
        Decimal.of(row.getBigDecimal(4)),
        Decimal.of(row.getBigDecimal(5)),
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
}
