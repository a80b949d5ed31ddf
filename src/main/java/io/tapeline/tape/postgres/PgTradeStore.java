package io.tapeline.tape.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.market.Market;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.store.BatchSpool;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.SeriesKeys;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradePlace;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.TradeStore;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Trades in PostgreSQL, each once: its key is market, event time and the venue's id. */
@ApplicationScoped
public class PgTradeStore implements TradeStore {

  private static final long DRAIN_SECONDS = 10;

  private final Pool pool;
  private final SeriesKeys keys;
  private final Partitions partitions;
  private final StoreConfig config;
  private final StoreReads reads;
  private final BatchSpool<Traded> spool;

  public PgTradeStore(
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
    this.config = config;
    this.reads = reads;
    this.spool = new BatchSpool<>("trades", vertx, database, config, meters, this::store);
  }

  @Override
  public void append(Traded trade) {
    spool.append(trade);
  }

  @Override
  public long writtenUpToNanos() {
    return spool.oldest().map(Traded::receivedTimeNanos).orElse(Long.MAX_VALUE);
  }

  void stop(@Observes @Priority(BatchSpool.DRAIN_PRIORITY) ShutdownEvent event) {
    spool.drain(DRAIN_SECONDS);
  }

  @Override
  public Uni<Integer> write(List<Traded> batch) {
    return insert(batch).ifNoItem().after(config.writeTimeout()).fail();
  }

  @Override
  public Uni<Long> horizon(long atLeastNanos) {
    return reads.of(() -> RecordingClock.TRADES.horizon(pool, atLeastNanos));
  }

  private Uni<Void> store(List<Traded> batch) {
    return insert(batch).replaceWithVoid();
  }

  /** The number of new ones. */
  private Uni<Integer> insert(List<Traded> batch) {
    Set<String> ids = batch.stream().map(t -> t.trade().market().id()).collect(Collectors.toSet());
    List<Long> times = batch.stream().map(t -> t.trade().eventTimeNanos()).toList();
    return partitions
        .ensure(Partitions.Table.TRADE, times)
        .chain(_ -> keys.of(ids))
        .chain(
            series ->
                pool.withTransaction(
                    connection ->
                        RecordingClock.TRADES
                            .take(connection)
                            .map(recordedAt -> TradeRows.columns(batch, series, recordedAt))
                            .chain(rows -> connection.preparedQuery(TradeSql.INSERT).execute(rows))
                            .map(SqlResult::rowCount)))
        .onFailure()
        .invoke(this::forget);
  }

  private void forget() {
    partitions.forget();
    keys.forget();
  }

  @Override
  public Uni<Boolean> knows(Market market) {
    return reads.of(
        () ->
            pool.preparedQuery("SELECT FROM series WHERE name = $1")
                .execute(Tuple.of(market.id()))
                .map(rows -> rows.size() > 0));
  }

  @Override
  public Uni<List<Traded>> read(TradeRange range, long asOfNanos, int limit) {
    TradePlace after = range.after();
    return reads.of(
        () ->
            pool.preparedQuery(TradeSql.READ)
                .execute(
                    Tuple.from(
                        List.of(
                            range.market().id(),
                            after.eventNanos(),
                            after.id().toUuid(),
                            range.toNanos(),
                            moment(asOfNanos),
                            limit)))
                .map(
                    rows -> {
                      List<Traded> found = new ArrayList<>(rows.rowCount());
                      rows.forEach(row -> found.add(TradeRows.traded(range.market(), row)));
                      return found;
                    }));
  }

  @Override
  public Uni<Map<Market, List<Traded>>> since(
      Map<Market, Long> fromNanos, long othersFromNanos, int limit) {
    String[] names = fromNanos.keySet().stream().map(Market::id).toArray(String[]::new);
    Long[] times = fromNanos.values().toArray(Long[]::new);
    return reads.of(
        () ->
            pool.preparedQuery(TradeSql.SINCE)
                .execute(Tuple.of(names, times, othersFromNanos, limit))
                .map(
                    rows -> {
                      Map<Market, List<Traded>> found = new HashMap<>();
                      rows.forEach(
                          row -> {
                            Market market = Market.parse(row.getString(8));
                            found
                                .computeIfAbsent(market, _ -> new ArrayList<>())
                                .add(TradeRows.traded(market, row));
                          });
                      return found;
                    }));
  }
}
