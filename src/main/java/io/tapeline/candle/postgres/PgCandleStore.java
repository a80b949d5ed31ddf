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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Candles in PostgreSQL, every revision. One statement compares each candle of a batch with the
 * newest stored revision: the same is left alone, another becomes the next revision.
 */
@ApplicationScoped
public class PgCandleStore implements CandleStore {

  private static final long DRAIN_SECONDS = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String INSERT =
      """
      WITH given AS (
        SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::numeric[],
                             $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[],
                             $10::numeric[], $11::bigint[], $12::bigint[], $13::boolean[])
             WITH ORDINALITY AS g (series, interval_ms, open_nanos, revision, open, high, low,
                                   close, volume, quote_volume, trades, observed_nanos, synthetic,
                                   place)
      ), newest AS (
        SELECT DISTINCT ON (series, interval_ms, open_nanos) *
        FROM given ORDER BY series, interval_ms, open_nanos, place DESC
      )
      INSERT INTO candle (series, interval_ms, open_nanos, revision, open, high, low, close, volume,
                          quote_volume, trades, observed_nanos, synthetic)
      SELECT n.series, n.interval_ms, n.open_nanos,
             greatest(n.revision, coalesce(k.revision, 0) + 1), n.open, n.high, n.low, n.close,
             n.volume, n.quote_volume, n.trades, n.observed_nanos, n.synthetic
      FROM newest n
      LEFT JOIN LATERAL (
        SELECT * FROM candle c
        WHERE c.series = n.series AND c.interval_ms = n.interval_ms
          AND c.open_nanos = n.open_nanos
        ORDER BY c.revision DESC LIMIT 1) k ON true
      WHERE k.revision IS NULL
         OR (k.open, k.high, k.low, k.close, k.volume, k.quote_volume, k.trades, k.observed_nanos,
             k.synthetic)
            IS DISTINCT FROM
            (n.open, n.high, n.low, n.close, n.volume, n.quote_volume, n.trades, n.observed_nanos,
             n.synthetic)
      """;
  private static final String SELECT =
      """
      SELECT DISTINCT ON (c.open_nanos) c.open_nanos, c.revision, c.open, c.high, c.low, c.close,
             c.volume, c.quote_volume, c.trades, c.observed_nanos, c.synthetic
      FROM candle c JOIN series s ON s.id = c.series
      WHERE s.name = $1 AND c.interval_ms = $2 AND c.open_nanos >= $3 AND c.open_nanos < $4
        AND c.recorded_at <= $5
      ORDER BY c.open_nanos, c.revision DESC LIMIT $6
      """;

  /** A candle and whose it is. */
  private record Kept(Series series, Candle candle) {}

  private final Pool pool;
  private final SeriesKeys keys;
  private final Partitions partitions;
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
    this.spool = new BatchSpool<>("candles", vertx, database, config, meters, this::write);
  }

  @Override
  public void append(Series series, Candle candle) {
    spool.append(new Kept(series, candle));
  }

  void stop(@Observes ShutdownEvent event) {
    spool.drain(DRAIN_SECONDS);
  }

  private Uni<Void> write(List<Kept> batch) {
    Set<String> ids = batch.stream().map(row -> row.series.id()).collect(Collectors.toSet());
    List<Long> times = batch.stream().map(row -> row.candle.openTimeNanos()).toList();
    return partitions
        .ensure(Partitions.Table.CANDLE, times)
        .chain(_ -> keys.of(ids))
        .chain(series -> pool.preparedQuery(INSERT).execute(columns(batch, series)))
        .replaceWithVoid();
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
    return pool.preparedQuery(SELECT)
        .execute(
            Tuple.from(
                List.of(
                    series.id(), interval.millis(), fromNanos, toNanos, time(asOfNanos), limit)))
        .map(
            rows -> {
              List<Candle> found = new ArrayList<>(rows.rowCount());
              rows.forEach(row -> found.add(candle(interval, row)));
              return found;
            });
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
