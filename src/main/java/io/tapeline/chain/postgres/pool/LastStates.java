package io.tapeline.chain.postgres.pool;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.postgres.retention.BlockLegacy;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The last state of a pool that has not changed for long stays known when its block goes: it is its
 * state behind the lowest block that stays as well.
 */
@ApplicationScoped
public class LastStates implements BlockLegacy {

  /** Arguments: chain, number and id of the block that gets them. */
  private static final String CARRY =
      """
      INSERT INTO chain_pool_state (block, pool, chain, number, first_reserve, second_reserve, sqrt_price, tick,
        liquidity, known_at)
      SELECT $3::bigint, pool, chain, $2::bigint, first_reserve, second_reserve, sqrt_price, tick, liquidity, known_at
      FROM (
        SELECT DISTINCT ON (s.pool) s.* FROM chain_pool_state s JOIN chain_block b ON b.id = s.block
        WHERE s.chain = $1 AND s.number < $2 AND b.withdrawn_at IS NULL
        ORDER BY s.pool, s.number DESC) last
      ON CONFLICT (block, pool) DO NOTHING
      """;

  @Override
  public Uni<Void> carry(SqlConnection transaction, String chain, long edge, long id) {
    return transaction.preparedQuery(CARRY).execute(Tuple.of(chain, edge, id)).replaceWithVoid();
  }
}
