package io.tapeline.candle.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.store.BatchSpool;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.SeriesKeys;
import io.tapeline.ops.store.StoreConfig;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Candles in PostgreSQL, every revision, however often and in whatever batches they are told. */
@ApplicationScoped
public class PgCandleStore implements CandleStore {

  private static final long DRAIN_SECONDS = 10;
  private static final Duration OPENING = Duration.ofSeconds(10);
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A candle and whose it is. */
  private record Kept(Series series, Candle candle) {}

  private final Pool pool;
  private final SeriesKeys keys;
  private final Partitions partitions;
  private final StoreConfig config;
  private final Database database;
  private final BatchSpool<Kept> spool;

  public PgCandleStore(
      Pool pool,
      SeriesKeys keys,
      Partitions partitions,
      Vertx vertx,
      Database database,
      StoreConfig config,
      StoreMeters meters) {
    this.pool = pool;
    this.keys = keys;
    this.partitions = partitions;
    this.config = config;
    this.database = database;
    this.spool = new BatchSpool<>("candles", vertx, database, config, meters, this::write);
  }

  @Override
  public void append(Series series, Candle candle) {
    spool.append(new Kept(series, candle));
  }

  void stop(@Observes @Priority(BatchSpool.DRAIN_PRIORITY) ShutdownEvent event) {
    spool.drain(DRAIN_SECONDS);
  }

  private Uni<Void> write(List<Kept> batch) {
    Set<String> ids = batch.stream().map(row -> row.series.id()).collect(Collectors.toSet());
    List<Long> times = batch.stream().map(row -> row.candle.openTimeNanos()).toList();
    return partitions
        .ensure(Partitions.Table.CANDLE, times)
        .chain(_ -> keys.of(ids))
        .chain(series -> pool.preparedQuery(CandleSql.APPEND).execute(columns(batch, series)))
        .onFailure()
        .invoke(this::forget)
        .replaceWithVoid();
  }

  private void forget() {
    partitions.forget();
    keys.forget();
  }

  private static Tuple columns(List<Kept> batch, Map<String, Integer> series) {
    List<Candle> candles = batch.stream().map(Kept::candle).toList();
    return Tuple.from(
        List.of(
            batch.stream().map(row -> series.get(row.series.id())).toArray(Integer[]::new),
            candles.stream().map(c -> c.interval().millis()).toArray(Long[]::new),
            candles.stream().map(Candle::openTimeNanos).toArray(Long[]::new),
            candles.stream().map(Candle::revision).toArray(Integer[]::new),
            candles.stream().map(c -> number(c.open())).toArray(Numeric[]::new),
            candles.stream().map(c -> number(c.high())).toArray(Numeric[]::new),
            candles.stream().map(c -> number(c.low())).toArray(Numeric[]::new),
            candles.stream().map(c -> number(c.close())).toArray(Numeric[]::new),
            candles.stream().map(c -> Numeric.create(c.volume())).toArray(Numeric[]::new),
            candles.stream().map(c -> Numeric.create(c.quoteVolume())).toArray(Numeric[]::new),
            candles.stream().map(Candle::trades).toArray(Long[]::new),
            candles.stream().map(Candle::observedNanos).toArray(Long[]::new),
            candles.stream().map(Candle::synthetic).toArray(Boolean[]::new)));
  }

  private static Numeric number(Decimal decimal) {
    return Numeric.create(decimal.toBigDecimal());
  }

  @Override
  public Uni<List<Candle>> closed(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit) {
    return pool.preparedQuery(CandleSql.CLOSED)
        .execute(
            Tuple.from(
                List.of(
                    series.id(), interval.millis(), fromNanos, toNanos, time(asOfNanos), limit)))
        .map(
            rows -> {
              List<Candle> found = new ArrayList<>(rows.rowCount());
              rows.forEach(row -> found.add(candle(interval, row)));
              return found;
            })
        .ifNoItem()
        .after(config.readTimeout())
        .fail();
  }

  @Override
  public Uni<Map<Series, List<Candle>>> newest(long fromNanos) {
    return config.enabled() ? opened().chain(_ -> read(fromNanos)) : none();
  }

  private static Uni<Map<Series, List<Candle>>> none() {
    return Uni.createFrom().item(Map.of());
  }

  /** This is asked at the start, when the database may still be on its way. */
  private Uni<Void> opened() {
    return Uni.createFrom()
        .<Void>emitter(emitter -> database.whenOpen(() -> emitter.complete(null)))
        .ifNoItem()
        .after(OPENING)
        .fail();
  }

  private Uni<Map<Series, List<Candle>>> read(long fromNanos) {
    return pool.preparedQuery(CandleSql.NEWEST)
        .execute(Tuple.of(fromNanos))
        .map(
            rows -> {
              Map<Series, List<Candle>> found = new HashMap<>();
              rows.forEach(
                  row -> {
                    Interval interval =
                        row.getLong(12) == Interval.M1.millis() ? Interval.M1 : Interval.S1;
                    found
                        .computeIfAbsent(Series.parse(row.getString(11)), _ -> new ArrayList<>(2))
                        .add(candle(interval, row));
                  });
              return found;
            })
        .ifNoItem()
        .after(config.readTimeout())
        .fail();
  }

  private static OffsetDateTime time(long nanos) {
    return Instant.ofEpochMilli(nanos / NANOS_PER_MILLI).atOffset(ZoneOffset.UTC);
  }

  private static Candle candle(Interval interval, Row row) {
    BigDecimal volume = row.getBigDecimal(6);
    BigDecimal quoteVolume = row.getBigDecimal(7);
    return new Candle(
        interval,
        row.getLong(0),
        Decimal.of(row.getBigDecimal(2)),
        Decimal.of(row.getBigDecimal(3)),
        Decimal.of(row.getBigDecimal(4)),
        Decimal.of(row.getBigDecimal(5)),
        volume,
        quoteVolume,
        volume.signum() == 0 ? null : Candle.vwap(quoteVolume, volume),
        row.getLong(8),
        row.getLong(9),
        row.getBoolean(10),
        true,
        row.getInteger(1));
  }
}
