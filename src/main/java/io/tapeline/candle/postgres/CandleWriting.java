package io.tapeline.candle.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder;
import io.tapeline.candle.Ladder.Reach;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Ladder.Span;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleCorrections;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.Notices;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.SeriesKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes candles, and the longer ones that follow from them, in one transaction: at any moment, now
 * or {@code as_of} some time ago, all lengths say the same.
 */
@ApplicationScoped
class CandleWriting {

  private static final int SPAN_SERIES = 13;
  private static final int SPAN_INTERVAL = 14;

  private final Pool pool;
  private final SeriesKeys keys;
  private final Partitions partitions;

  CandleWriting(Pool pool, SeriesKeys keys, Partitions partitions) {
    this.pool = pool;
    this.keys = keys;
    this.partitions = partitions;
  }

  /** All of it or nothing; may be called again with the same. */
  Uni<Void> write(List<Rung> batch) {
    return write(batch, _ -> Uni.createFrom().voidItem());
  }

  /** The same for candles that the tape did not just close: whoever has others forgets them. */
  Uni<Void> correct(List<Rung> batch) {
    return write(batch, connection -> tell(connection, batch));
  }

  private Uni<Void> write(List<Rung> batch, Function<SqlConnection, Uni<Void>> told) {
    Set<String> ids = batch.stream().map(row -> row.series().id()).collect(Collectors.toSet());
    // partitions are made on another connection, which would wait for this transaction
    return ensurePartitions(batch)
        .chain(_ -> keys.of(ids))
        .chain(
            series ->
                pool.withTransaction(
                    connection ->
                        write(connection, batch, series).chain(_ -> told.apply(connection))))
        .onFailure()
        .invoke(this::forget);
  }

  private static Uni<Void> tell(SqlConnection connection, List<Rung> batch) {
    return Multi.createFrom()
        .iterable(CandleCorrections.notices(batch))
        .onItem()
        .transformToUniAndConcatenate(
            notice -> Notices.tell(connection, CandleCorrections.CHANNEL, notice))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private void forget() {
    partitions.forget();
    keys.forget();
  }

  private Uni<Void> ensurePartitions(List<Rung> batch) {
    List<Long> seconds = new ArrayList<>();
    List<Long> minutes = new ArrayList<>();
    List<Long> longer = new ArrayList<>();
    for (Rung row : batch) {
      long open = row.candle().openTimeNanos();
      switch (row.candle().interval()) {
        case S1 -> seconds.add(open);
        case M1 -> minutes.add(open);
        default -> {}
      }
      if (row.candle().interval() != Interval.S1) {
        longer.add(open);
        longer.add(Interval.W1.floor(open));
      }
    }
    return partitions
        .ensure(Partitions.Table.CANDLE_SECOND, seconds)
        .chain(_ -> partitions.ensure(Partitions.Table.CANDLE_MINUTE, minutes))
        .chain(_ -> partitions.ensure(Partitions.Table.CANDLE_LONG, longer));
  }

  private Uni<Void> write(SqlConnection connection, List<Rung> batch, Map<String, Integer> series) {
    return RecordingClock.CANDLES
        .take(connection)
        .chain(
            recordedAt ->
                withLonger(connection, batch, series)
                    .chain(all -> append(connection, all, series, recordedAt)));
  }

  private static Uni<Void> append(
      SqlConnection connection,
      List<Rung> rows,
      Map<String, Integer> series,
      OffsetDateTime recordedAt) {
    List<NewGround.Stretch> stretches = NewGround.stretches(rows);
    return connection
        .preparedQuery(CandleSql.STORED)
        .execute(stretches(stretches, series))
        .map(found -> found.stream().map(row -> row.getLong(0).intValue() - 1).toList())
        .map(stored -> NewGround.parted(stretches, stored))
        .chain(
            parted ->
                execute(connection, CandleSql.INSERT, parted.fresh(), series, recordedAt)
                    .chain(
                        _ ->
                            execute(
                                connection,
                                CandleSql.APPEND,
                                parted.others(),
                                series,
                                recordedAt)));
  }

  private static Tuple stretches(List<NewGround.Stretch> stretches, Map<String, Integer> keys) {
    return Tuple.of(
        stretches.stream().map(each -> keys.get(each.series().id())).toArray(Integer[]::new),
        stretches.stream().map(each -> each.interval().millis()).toArray(Long[]::new),
        stretches.stream().map(NewGround.Stretch::firstNanos).toArray(Long[]::new),
        stretches.stream().map(NewGround.Stretch::lastNanos).toArray(Long[]::new));
  }

  private static Uni<Void> execute(
      SqlConnection connection,
      String sql,
      List<Rung> rows,
      Map<String, Integer> series,
      OffsetDateTime recordedAt) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(sql)
            .execute(CandleRows.columns(rows, series, recordedAt))
            .replaceWithVoid();
  }

  private static Uni<List<Rung>> withLonger(
      SqlConnection connection, List<Rung> batch, Map<String, Integer> keys) {
    Map<Integer, Series> series = new HashMap<>();
    for (Rung row : batch) {
      if (row.candle().interval() != Interval.S1) {
        series.put(Objects.requireNonNull(keys.get(row.series().id())), row.series());
      }
    }
    return series.isEmpty()
        ? Uni.createFrom().item(batch)
        : reach(connection, series).chain(reach -> climb(connection, batch, reach, keys, series));
  }

  private static Uni<Map<Series, Reach>> reach(
      SqlConnection connection, Map<Integer, Series> series) {
    return connection
        .preparedQuery(CandleSql.REACH)
        .execute(Tuple.of(series.keySet().toArray(Integer[]::new)))
        .map(
            rows -> {
              Map<Series, Reach> reach = new HashMap<>();
              rows.forEach(
                  row ->
                      reach.put(
                          Objects.requireNonNull(series.get(row.getInteger(0))),
                          new Reach(row.getLong(1), row.getLong(2))));
              return reach;
            });
  }

  private static Uni<List<Rung>> climb(
      SqlConnection connection,
      List<Rung> batch,
      Map<Series, Reach> reach,
      Map<String, Integer> keys,
      Map<Integer, Series> series) {
    Ladder ladder = new Ladder(batch, reach);
    List<Span> parts = ladder.parts();
    return parts.isEmpty()
        ? Uni.createFrom().item(batch)
        : connection
            .preparedQuery(CandleSql.SPANS)
            .execute(spans(parts, keys))
            .map(rows -> rows.stream().map(row -> stored(row, series)).toList())
            .map(ladder::climb);
  }

  private static Tuple spans(List<Span> spans, Map<String, Integer> keys) {
    return Tuple.of(
        spans.stream().map(span -> keys.get(span.series().id())).toArray(Integer[]::new),
        spans.stream().map(span -> span.interval().millis()).toArray(Long[]::new),
        spans.stream().map(Span::fromNanos).toArray(Long[]::new),
        spans.stream().map(Span::toNanos).toArray(Long[]::new));
  }

  private static Rung stored(Row row, Map<Integer, Series> series) {
    Candle candle = CandleRows.candle(CandleRows.interval(row.getLong(SPAN_INTERVAL)), row);
    return new Rung(Objects.requireNonNull(series.get(row.getInteger(SPAN_SERIES))), candle);
  }
}
