package io.tapeline.chain.postgres.pool;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.pool.index.KeptEnd;
import io.tapeline.chain.pool.index.PoolEnds;
import io.tapeline.chain.proof.Address;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pools behind the newest blocks, in PostgreSQL: in one statement, which sees one moment. */
@ApplicationScoped
public class PgPoolEnds implements PoolEnds {

  private static final int MOST_BLOCKS = 512;

  /** Arguments: chain, pools, seconds before the newest block, least blocks, most blocks. */
  private static final String NEWEST =
      """
      WITH newest AS MATERIALIZED (
        SELECT number, hash, parent_hash, time FROM chain_block
        WHERE chain = $1 AND withdrawn_at IS NULL ORDER BY number DESC LIMIT $5),
      top AS (SELECT number, time FROM newest ORDER BY number DESC LIMIT 1),
      wanted AS MATERIALIZED (
        SELECT newest.* FROM newest, top
        WHERE newest.number > top.number - $4 OR newest.time > top.time - $3 * interval '1 second')
      SELECT pools.pool, wanted.*, s.first_reserve, s.second_reserve, s.sqrt_price, s.tick, s.liquidity
      FROM unnest($2::bytea[]) pools (pool) CROSS JOIN wanted
      LEFT JOIN LATERAL (
        SELECT state.* FROM chain_pool_state state JOIN chain_block b ON b.id = state.block
        WHERE state.chain = $1 AND state.pool = pools.pool AND state.number <= wanted.number
          AND b.withdrawn_at IS NULL
        ORDER BY state.number DESC LIMIT 1) s ON true
      ORDER BY pools.pool, wanted.number DESC
      """;

  private final Pool pool;
  private final StoreReads reads;

  public PgPoolEnds(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<Map<Address, List<KeptEnd>>> newest(
      String chain, Collection<Address> pools, Duration length, int least) {
    Tuple arguments =
        Tuple.tuple()
            .addString(chain)
            .addValue(
                pools.stream().map(each -> Buffer.buffer(each.bytes())).toArray(Buffer[]::new))
            .addLong(length.toSeconds())
            .addLong((long) least)
            .addLong((long) MOST_BLOCKS);
    return reads
        .orUnavailable(() -> pool.preparedQuery(NEWEST).execute(arguments))
        .map(PgPoolEnds::ends);
  }

  private static Map<Address, List<KeptEnd>> ends(RowSet<Row> rows) {
    Map<Address, List<KeptEnd>> ends = new HashMap<>();
    rows.forEach(
        row ->
            ends.computeIfAbsent(PoolRows.address(row, "pool"), _ -> new ArrayList<>())
                .add(PoolRows.end(row)));
    return ends;
  }
}
