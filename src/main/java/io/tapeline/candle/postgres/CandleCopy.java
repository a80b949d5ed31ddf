package io.tapeline.candle.postgres;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Candles on their way into a table by {@code COPY}, in PostgreSQL's binary format. What is encoded
 * is sent at once: the database stores the first while the last are encoded. See "Binary Format"
 * under COPY in PostgreSQL's manual.
 */
final class CandleCopy {

  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int BUFFER_BYTES = 1 << 16;

  /** More than any row: six numerics, and what has a fixed length. */
  private static final int ROW_BYTES = 6 * PgNumeric.MOST_BYTES + 128;

  private static final short COLUMNS = 16;
  private static final int NULL = -1;
  private static final short END = -1;

  private final CopyIn target;
  private final Map<Series, Integer> keys;
  private final long recordedAtMicros;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private CandleCopy(CopyIn target, Map<Series, Integer> keys, long recordedAtMicros) {
    this.target = target;
    this.keys = keys;
    this.recordedAtMicros = recordedAtMicros;
  }

  /**
   * Blocks until the database has taken them all.
   *
   * @param recordedAtMicros since 2000-01-01 UTC
   */
  static void into(
      String table,
      Connection connection,
      List<Rung> rows,
      Map<Series, Integer> keys,
      long recordedAtMicros)
      throws SQLException {
    CopyIn target =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(CandleSql.COPY.formatted(table));
    try {
      new CandleCopy(target, keys, recordedAtMicros).send(rows);
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }

  private void send(List<Rung> rows) throws SQLException {
    buffer.put(SIGNATURE).putInt(0).putInt(0);
    for (Rung row : rows) {
      if (buffer.remaining() < ROW_BYTES) {
        flush();
      }
      put(Objects.requireNonNull(keys.get(row.series())), row.candle());
    }
    buffer.putShort(END);
    flush();
    target.endCopy();
  }

  private void flush() throws SQLException {
    target.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private void put(int series, Candle candle) {
    buffer.putShort(COLUMNS);
    put(series);
    put(candle.interval().millis());
    put(candle.openTimeNanos());
    put(candle.revision());
    put(candle.open());
    put(candle.high());
    put(candle.low());
    put(candle.close());
    put(candle.volume());
    put(candle.quoteVolume());
    put(candle.trades());
    put(candle.observedNanos());
    put(candle.synthetic());
    put(candle.complete());
    buffer.putInt(Short.BYTES).putShort(CandleRows.number(candle.origin()));
    put(recordedAtMicros);
  }

  private void put(int value) {
    buffer.putInt(Integer.BYTES).putInt(value);
  }

  private void put(long value) {
    buffer.putInt(Long.BYTES).putLong(value);
  }

  private void put(@Nullable Long value) {
    if (value == null) {
      buffer.putInt(NULL);
    } else {
      put(value.longValue());
    }
  }

  private void put(boolean value) {
    buffer.putInt(Byte.BYTES).put((byte) (value ? 1 : 0));
  }

  private void put(Decimal value) {
    PgNumeric.put(buffer, value);
  }

  private void put(@Nullable BigDecimal value) {
    if (value == null) {
      buffer.putInt(NULL);
    } else {
      PgNumeric.put(buffer, value);
    }
  }
}
