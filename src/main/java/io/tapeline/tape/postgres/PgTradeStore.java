package io.tapeline.tape.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.store.BatchSpool;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Partitions;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.SeriesKeys;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TradeStore;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Trades in PostgreSQL, each once: its key is market, event time and the venue's id. */
@ApplicationScoped
public class PgTradeStore implements TradeStore {

  private static final long DRAIN_SECONDS = 10;
  private static final String INSERT =
      """
      INSERT INTO trade (series, event_nanos, trade_id, price, quantity, side, matches,
                         received_nanos, origin, recorded_at)
      SELECT g.*, $10::timestamptz
      FROM unnest($1::int[], $2::bigint[], $3::uuid[], $4::numeric[], $5::numeric[],
                  $6::smallint[], $7::int[], $8::bigint[], $9::smallint[]) g
      ON CONFLICT DO NOTHING
      """;
  private static final String SELECT =
      """
      SELECT t.event_nanos, t.trade_id, t.price, t.quantity, t.side, t.matches, t.received_nanos,
             t.origin
      FROM trade t JOIN series s ON s.id = t.series
      WHERE s.name = $1 AND t.event_nanos >= $2 AND t.event_nanos < $3
      ORDER BY t.event_nanos, t.trade_id LIMIT $4
      """;

  private static final String SINCE =
      """
      SELECT t.event_nanos, t.trade_id, t.price, t.quantity, t.side, t.matches, t.received_nanos,
             t.origin, s.name
      FROM series s
      LEFT JOIN unnest($1::text[], $2::bigint[]) w (name, from_nanos) ON w.name = s.name
      CROSS JOIN LATERAL (
        SELECT * FROM trade k
        WHERE k.series = s.id AND k.event_nanos >= coalesce(w.from_nanos, $3)
        ORDER BY k.event_nanos, k.trade_id LIMIT $4) t
      """;

  private final Pool pool;
  private final SeriesKeys keys;
  private final Partitions partitions;
  private final StoreConfig config;
  private final BatchSpool<Traded> spool;

  public PgTradeStore(
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
    this.spool = new BatchSpool<>("trades", vertx, database, config, meters, this::store);
  }

  @Override
  public void append(Traded trade) {
    spool.append(trade);
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
    return RecordingClock.TRADES
        .horizon(pool, atLeastNanos)
        .ifNoItem()
        .after(config.readTimeout())
        .fail();
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
                            .map(recordedAt -> columns(batch, series, recordedAt))
                            .chain(rows -> connection.preparedQuery(INSERT).execute(rows))
                            .map(SqlResult::rowCount)))
        .onFailure()
        .invoke(this::forget);
  }

  private void forget() {
    partitions.forget();
    keys.forget();
  }

  private static Tuple columns(
      List<Traded> batch, Map<String, Integer> series, OffsetDateTime recordedAt) {
    int rows = batch.size();
    Integer[] keys = new Integer[rows];
    Long[] events = new Long[rows];
    UUID[] ids = new UUID[rows];
    Numeric[] prices = new Numeric[rows];
    Numeric[] quantities = new Numeric[rows];
    Short[] sides = new Short[rows];
    Integer[] matches = new Integer[rows];
    Long[] received = new Long[rows];
    Short[] origins = new Short[rows];
    for (int i = 0; i < rows; i++) {
      Trade trade = batch.get(i).trade();
      keys[i] = Objects.requireNonNull(series.get(trade.market().id()));
      events[i] = trade.eventTimeNanos();
      ids[i] = trade.id().toUuid();
      prices[i] = Numeric.create(trade.price().toBigDecimal());
      quantities[i] = Numeric.create(trade.quantity().toBigDecimal());
      sides[i] = side(trade.side());
      matches[i] = trade.matches();
      received[i] = trade.receivedTimeNanos();
      origins[i] = origin(batch.get(i).origin());
    }
    return Tuple.from(
        List.of(
            keys, events, ids, prices, quantities, sides, matches, received, origins, recordedAt));
  }

  private static short side(Side side) {
    return switch (side) {
      case UNKNOWN -> 0;
      case BUY -> 1;
      case SELL -> 2;
    };
  }

  private static short origin(Origin origin) {
    return switch (origin) {
      case LIVE -> 0;
      case SNAPSHOT -> 1;
      case REPAIR -> 2;
      case IMPORT -> 3;
    };
  }

  @Override
  public Uni<List<Traded>> between(Market market, long fromNanos, long toNanos, int limit) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(market.id(), fromNanos, toNanos, limit))
        .map(
            rows -> {
              List<Traded> found = new ArrayList<>(rows.rowCount());
              rows.forEach(row -> found.add(traded(market, row)));
              return found;
            })
        .ifNoItem()
        .after(config.readTimeout())
        .fail();
  }

  @Override
  public Uni<Map<Market, List<Traded>>> since(
      Map<Market, Long> fromNanos, long othersFromNanos, int limit) {
    String[] names = fromNanos.keySet().stream().map(Market::id).toArray(String[]::new);
    Long[] times = fromNanos.values().toArray(Long[]::new);
    return pool.preparedQuery(SINCE)
        .execute(Tuple.of(names, times, othersFromNanos, limit))
        .map(
            rows -> {
              Map<Market, List<Traded>> found = new HashMap<>();
              rows.forEach(
                  row -> {
                    Market market = Market.parse(row.getString(8));
                    found.computeIfAbsent(market, _ -> new ArrayList<>()).add(traded(market, row));
                  });
              return found;
            })
        .ifNoItem()
        .after(config.readTimeout())
        .fail();
  }

  private static Traded traded(Market market, Row row) {
    Side side =
        switch (row.getShort(4)) {
          case 1 -> Side.BUY;
          case 2 -> Side.SELL;
          default -> Side.UNKNOWN;
        };
    Origin origin =
        switch (row.getShort(7)) {
          case 1 -> Origin.SNAPSHOT;
          case 2 -> Origin.REPAIR;
          case 3 -> Origin.IMPORT;
          default -> Origin.LIVE;
        };
    return new Traded(
        new Trade(
            market,
            TradeId.of(row.getUUID(1)),
            Decimal.of(row.getBigDecimal(2)),
            Decimal.of(row.getBigDecimal(3)),
            side,
            row.getLong(0),
            row.getLong(6),
            row.getInteger(5)),
        origin);
  }
}
