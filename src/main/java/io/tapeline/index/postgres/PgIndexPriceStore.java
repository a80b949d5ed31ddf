package io.tapeline.index.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.index.Constituent;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.app.IndexPriceStore;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.store.BatchSpool;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Numbers;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.SeriesKeys;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Index prices in PostgreSQL, one a second for each instrument; the first of a second stays. */
@ApplicationScoped
public class PgIndexPriceStore implements IndexPriceStore {

  private static final long DRAIN_SECONDS = 10;

  /** Each has its constituents with it. */
  private static final int WEIGHT = 10;

  private static final String INSERT =
      """
      INSERT INTO index_price (series, time_nanos, event_nanos, price, confidence, stale, parity,
                               constituents)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::numeric[], $5::numeric[],
                           $6::boolean[], $7::boolean[], $8::jsonb[])
      ON CONFLICT DO NOTHING
      """;
  private static final String SELECT =
      """
      SELECT p.time_nanos, p.event_nanos, p.price, p.confidence, p.stale, p.parity, p.constituents
      FROM index_price p
      WHERE p.series = (SELECT id FROM series WHERE name = $1) AND p.time_nanos <= $2
      ORDER BY p.time_nanos DESC LIMIT 1
      """;
  private static final String ALL =
      """
      SELECT p.time_nanos, p.event_nanos, p.price, p.confidence, p.stale, p.parity, p.constituents,
             s.name
      FROM series s
      CROSS JOIN LATERAL (
        SELECT * FROM index_price i
        WHERE i.series = s.id AND i.time_nanos <= $1 AND i.time_nanos >= $2
        ORDER BY i.time_nanos DESC LIMIT 1) p
      """;
  private static final String NEXT =
      """
      SELECT p.time_nanos FROM index_price p
      WHERE p.series = (SELECT id FROM series WHERE name = $1) AND p.time_nanos > $2
      ORDER BY p.time_nanos LIMIT 1
      """;

  private final Pool pool;
  private final SeriesKeys keys;
  private final Partitions partitions;
  private final StoreReads reads;
  private final BatchSpool<IndexPrice> spool;

  public PgIndexPriceStore(
      Pool pool,
      SeriesKeys keys,
      Partitions partitions,
      Vertx vertx,
      Database database,
      StoreConfig config,
      StoreReads reads,
      StoreMeters meters) {
    this.pool = pool;
    this.keys = keys;
    this.partitions = partitions;
    this.reads = reads;
    this.spool =
        new BatchSpool<>("index_prices", vertx, database, config, meters, WEIGHT, this::write);
  }

  @Override
  public void append(IndexPrice price) {
    spool.append(price);
  }

  void stop(@Observes @Priority(BatchSpool.DRAIN_PRIORITY) ShutdownEvent event) {
    spool.drain(DRAIN_SECONDS);
  }

  private Uni<Void> write(List<IndexPrice> batch) {
    Set<String> ids = batch.stream().map(p -> p.instrument().id()).collect(Collectors.toSet());
    return partitions
        .ensure(Partitions.Table.INDEX_PRICE, batch.stream().map(IndexPrice::timeNanos).toList())
        .chain(_ -> keys.of(ids))
        .chain(series -> pool.preparedQuery(INSERT).execute(columns(batch, series)))
        .onFailure()
        .invoke(this::forget)
        .replaceWithVoid();
  }

  private void forget() {
    partitions.forget();
    keys.forget();
  }

  private static Tuple columns(List<IndexPrice> batch, Map<String, Integer> series) {
    return Tuple.from(
        List.of(
            batch.stream()
                .map(p -> Objects.requireNonNull(series.get(p.instrument().id())))
                .toArray(Integer[]::new),
            batch.stream().map(IndexPrice::timeNanos).toArray(Long[]::new),
            batch.stream().map(IndexPrice::eventTimeNanos).toArray(Long[]::new),
            batch.stream().map(p -> number(p.price())).toArray(Numeric[]::new),
            batch.stream().map(p -> number(p.confidence())).toArray(Numeric[]::new),
            batch.stream().map(IndexPrice::stale).toArray(Boolean[]::new),
            batch.stream().map(IndexPrice::parity).toArray(Boolean[]::new),
            batch.stream().map(PgIndexPriceStore::json).toArray(JsonArray[]::new)));
  }

  private static Numeric number(Decimal decimal) {
    return Numeric.create(decimal.toBigDecimal());
  }

  private static JsonArray json(IndexPrice price) {
    JsonArray all = new JsonArray();
    price.constituents().forEach(each -> all.add(ConstituentColumn.write(each)));
    return all;
  }

  @Override
  public Uni<Optional<IndexPrice>> at(Instrument instrument, long timeNanos) {
    return reads.of(
        () ->
            pool.preparedQuery(SELECT)
                .execute(Tuple.of(instrument.id(), timeNanos))
                .map(
                    rows ->
                        rows.iterator().hasNext()
                            ? Optional.of(price(instrument, rows.iterator().next()))
                            : Optional.<IndexPrice>empty()));
  }

  @Override
  public Uni<List<IndexPrice>> all(long timeNanos, long notBeforeNanos) {
    return reads.of(
        () ->
            pool.preparedQuery(ALL)
                .execute(Tuple.of(timeNanos, notBeforeNanos))
                .map(
                    rows ->
                        rows.stream()
                            .map(row -> price(Instrument.parse(row.getString(7)), row))
                            .toList()));
  }

  @Override
  public Uni<Optional<Long>> next(Instrument instrument, long timeNanos) {
    return reads.of(
        () ->
            pool.preparedQuery(NEXT)
                .execute(Tuple.of(instrument.id(), timeNanos))
                .map(rows -> rows.stream().findFirst().map(row -> row.getLong(0))));
  }

  @Override
  public long writtenUpToNanos() {
    return spool.oldest().map(IndexPrice::timeNanos).orElse(Long.MAX_VALUE);
  }

  private static IndexPrice price(Instrument instrument, Row row) {
    List<Constituent> constituents = new ArrayList<>();
    for (Object each : row.getJsonArray(6)) {
      constituents.add(ConstituentColumn.read((JsonObject) each));
    }
    return new IndexPrice(
        instrument,
        row.getLong(0),
        row.getLong(1),
        Decimal.of(Numbers.of(row, 2)),
        Decimal.of(Numbers.of(row, 3)),
        row.getBoolean(4),
        row.getBoolean(5),
        constituents);
  }
}
