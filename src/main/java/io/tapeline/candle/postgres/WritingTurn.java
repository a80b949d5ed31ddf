package io.tapeline.candle.postgres;

import io.tapeline.candle.Ladder.Reach;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Ladder.Span;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleCorrections;
import io.tapeline.ops.store.Notices;
import io.tapeline.ops.store.RecordingClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A turn to write candles: a transaction during which nobody else stores any. What is there stays
 * as it is read, and all that is stored is recorded at one moment. Blocks: for worker threads.
 */
final class WritingTurn implements AutoCloseable {

  private static final OffsetDateTime EPOCH =
      OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final Connection connection;
  private final Map<Series, Integer> keys;
  private long recordedAtMicros;
  private long recordedNanos;

  /**
   * @param connection its owner closes it after the turn
   * @param keys of all series that this turn is about
   */
  WritingTurn(Connection connection, Map<Series, Integer> keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /**
   * Waits for the turn.
   *
   * @param patience with each answer of the database; then the connection is given up
   */
  void take(Duration patience) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
    connection.setAutoCommit(false);
    OffsetDateTime recordedAt = RecordingClock.CANDLES.take(connection);
    recordedAtMicros = ChronoUnit.MICROS.between(EPOCH, recordedAt);
    recordedNanos = RecordingClock.nanos(recordedAt);
  }

  /** The moment as of which all of this turn is recorded, nanoseconds since 1970 UTC. */
  long recordedNanos() {
    return recordedNanos;
  }

  /** How far each of these series is stored. */
  Map<Series, Reach> reach(List<Series> series) throws SQLException {
    Map<Integer, Series> named = named();
    Map<Series, Reach> reach = new HashMap<>();
    query(
        CandleSql.REACH,
        row ->
            reach.put(
                Objects.requireNonNull(named.get(row.getInt(1))),
                new Reach(row.getObject(2, Long.class), row.getLong(3))),
        keys(series, each -> each));
    return reach;
  }

  /** The newest revision of each candle in these spans. */
  List<Rung> stored(List<Span> spans) throws SQLException {
    Map<Integer, Series> named = named();
    List<Rung> stored = new ArrayList<>();
    query(
        CandleSql.SPANS,
        row ->
            stored.add(
                new Rung(
                    Objects.requireNonNull(named.get(row.getInt(1))),
                    CandleRows.candle(CandleRows.interval(row.getLong(2)), row, 3))),
        keys(spans, Span::series),
        longs(spans, span -> span.interval().millis()),
        longs(spans, Span::fromNanos),
        longs(spans, Span::toNanos));
    return stored;
  }

  /** The places of those stretches of which anything is stored. */
  List<Integer> occupied(List<NewGround.Stretch> stretches) throws SQLException {
    List<Integer> occupied = new ArrayList<>();
    query(
        CandleSql.STORED,
        row -> occupied.add(row.getInt(1) - 1),
        keys(stretches, NewGround.Stretch::series),
        longs(stretches, each -> each.interval().millis()),
        longs(stretches, NewGround.Stretch::firstNanos),
        longs(stretches, NewGround.Stretch::lastNanos));
    return occupied;
  }

  /** Stores candles of whose times nothing is stored yet, each told once. */
  void insert(List<Rung> rows) throws SQLException {
    if (!rows.isEmpty()) {
      copy("candle", rows);
    }
  }

  /** Stores any candles, as {@link CandleSql#APPEND} says. */
  void append(List<Rung> rows) throws SQLException {
    if (!rows.isEmpty()) {
      execute(CandleSql.TOLD);
      copy("candle_told", rows);
      execute(CandleSql.APPEND);
    }
  }

  private void copy(String table, List<Rung> rows) throws SQLException {
    CandleCopy.into(table, connection, rows, keys, recordedAtMicros);
  }

  /** Tells all who listen, once the turn is committed. */
  void tell(List<String> notices) throws SQLException {
    for (String notice : notices) {
      Notices.tell(connection, CandleCorrections.CHANNEL, notice);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** Whatever was not committed is not stored. */
  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.setNetworkTimeout(Runnable::run, 0);
  }

  private interface Reading {
    void of(ResultSet row) throws SQLException;
  }

  private void query(String sql, Reading reading, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reading.of(rows);
        }
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private Map<Integer, Series> named() {
    Map<Integer, Series> named = new HashMap<>();
    keys.forEach((series, key) -> named.put(key, series));
    return named;
  }

  private <T> int[] keys(List<T> rows, Function<T, Series> series) {
    return rows.stream()
        .mapToInt(row -> Objects.requireNonNull(keys.get(series.apply(row))))
        .toArray();
  }

  private static <T> long[] longs(List<T> rows, ToLongFunction<T> value) {
    return rows.stream().mapToLong(value).toArray();
  }
}
