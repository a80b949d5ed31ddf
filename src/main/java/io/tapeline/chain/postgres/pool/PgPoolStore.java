package io.tapeline.chain.postgres.pool;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.chain.pool.app.KeptSwap;
import io.tapeline.chain.pool.app.PoolStore;
import io.tapeline.chain.pool.app.SwapQuery;
import io.tapeline.chain.pool.app.Turnover;
import io.tapeline.chain.proof.Address;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pools and swaps in PostgreSQL. */
@ApplicationScoped
public class PgPoolStore implements PoolStore {

  private final Pool pool;
  private final StoreReads reads;
  private final StoreConfig config;

  public PgPoolStore(Pool pool, StoreReads reads, StoreConfig config) {
    this.pool = pool;
    this.reads = reads;
    this.config = config;
  }

  private Uni<RowSet<Row>> ask(String sql, Tuple arguments) {
    return reads.orUnavailable(() -> pool.preparedQuery(sql).execute(arguments));
  }

  @Override
  public Uni<Map<Address, KeptState>> states(
      String chain, Collection<Address> pools, long asOfNanos) {
    Tuple arguments =
        Tuple.tuple().addString(chain).addValue(bytes(pools)).addOffsetDateTime(moment(asOfNanos));
    return ask(PoolSql.STATES, arguments)
        .map(
            rows -> {
              Map<Address, KeptState> states = new HashMap<>();
              rows.forEach(row -> states.put(PoolRows.address(row, "pool"), PoolRows.state(row)));
              return states;
            });
  }

  /** Has the turn to write from before it looks which block is the newest. */
  @Override
  public Uni<Boolean> begin(String chain, Address of, BlockRef newest, PoolState state) {
    return pool.withTransaction(
            transaction ->
                RecordingClock.BLOCKS
                    .take(transaction)
                    .chain(
                        moment ->
                            transaction
                                .preparedQuery(PoolSql.BEGIN)
                                .execute(beginning(chain, of, newest, state, moment)))
                    .map(rows -> rows.rowCount() == 1))
        .ifNoItem()
        .after(config.writeTimeout())
        .fail();
  }

  private static Tuple beginning(
      String chain, Address of, BlockRef newest, PoolState state, OffsetDateTime moment) {
    StateColumns columns = StateColumns.of(state);
    return Tuple.tuple()
        .addString(chain)
        .addValue(Buffer.buffer(of.bytes()))
        .addValue(Buffer.buffer(newest.hash().bytes()))
        .addValue(columns.first())
        .addValue(columns.second())
        .addValue(columns.sqrtPrice())
        .addInteger(columns.tick())
        .addValue(columns.liquidity())
        .addOffsetDateTime(moment);
  }

  @Override
  public Uni<List<KeptSwap>> swaps(SwapQuery query, long asOfNanos, int limit) {
    Tuple arguments =
        Tuple.tuple()
            .addString(query.chain())
            .addValue(Buffer.buffer(query.pool().bytes()))
            .addOffsetDateTime(moment(query.fromNanos()))
            .addOffsetDateTime(moment(query.toNanos()))
            .addOffsetDateTime(moment(asOfNanos))
            .addLong(query.before().number())
            .addInteger(query.before().log())
            .addInteger(limit);
    return ask(PoolSql.SWAPS, arguments).map(rows -> rows.stream().map(PoolRows::swap).toList());
  }

  @Override
  public Uni<Turnover> day(String chain, Address of, long asOfNanos) {
    Tuple arguments = Tuple.of(chain, Buffer.buffer(of.bytes()), moment(asOfNanos));
    return ask(PoolSql.DAY, arguments)
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Turnover(
                    row.getLong("swaps"),
                    PoolRows.number(row, "first"),
                    PoolRows.number(row, "second"),
                    row.getBoolean("is_whole")));
  }

  private static Buffer[] bytes(Collection<Address> addresses) {
    return addresses.stream().map(address -> Buffer.buffer(address.bytes())).toArray(Buffer[]::new);
  }
}
