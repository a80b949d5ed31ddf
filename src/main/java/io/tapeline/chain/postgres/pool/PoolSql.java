package io.tapeline.chain.postgres.pool;

/** Statements on pools. */
final class PoolSql {

  /** Arguments: chain, then a list for each column. */
  static final String INSERT_STATES =
      """
      INSERT INTO chain_pool_state (chain, block, number, pool, first_reserve, second_reserve, sqrt_price, tick,
        liquidity)
      SELECT $1, each.* FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::numeric[], $6::numeric[],
          $7::numeric[], $8::integer[], $9::numeric[]) each
      """;

  /** Arguments: chain, then a list for each column. */
  static final String INSERT_SWAPS =
      """
      INSERT INTO chain_swap (chain, block, number, log, pool, transaction, sender, recipient, first, second)
      SELECT $1, each.* FROM unnest($2::bigint[], $3::bigint[], $4::integer[], $5::bytea[], $6::bytea[], $7::bytea[],
          $8::bytea[], $9::numeric[], $10::numeric[]) each
      """;

  /** Arguments: chain, pools, before which number. What is on the chain. */
  static final String BEFORE =
      """
      SELECT found.* FROM unnest($2::bytea[]) wanted (pool), LATERAL (
        SELECT s.*, b.hash, b.parent_hash, b.time FROM chain_pool_state s JOIN chain_block b ON b.id = s.block
        WHERE s.chain = $1 AND s.pool = wanted.pool AND s.number < $3 AND b.withdrawn_at IS NULL
        ORDER BY s.number DESC LIMIT 1) found
      """;

  /** Arguments: chain, pools, as of. */
  static final String STATES =
      """
      SELECT found.* FROM unnest($2::bytea[]) wanted (pool), LATERAL (
        SELECT s.*, b.hash, b.parent_hash, b.time FROM chain_pool_state s JOIN chain_block b ON b.id = s.block
        WHERE s.chain = $1 AND s.pool = wanted.pool
          AND b.recorded_at <= $3 AND (b.withdrawn_at IS NULL OR b.withdrawn_at > $3)
          AND (s.known_at IS NULL OR s.known_at <= $3)
        ORDER BY s.number DESC LIMIT 1) found
      """;

  /**
   * Arguments: chain, pool, hash of the newest block, then the columns, the moment. No row if
   * another block is the newest, or the state behind this one is stored already.
   */
  static final String BEGIN =
      """
      INSERT INTO chain_pool_state (chain, block, number, pool, first_reserve, second_reserve, sqrt_price, tick,
        liquidity, known_at)
      SELECT $1, newest.id, newest.number, $2::bytea, $4::numeric, $5::numeric, $6::numeric, $7::integer, $8::numeric,
          $9::timestamptz FROM (
        SELECT id, number, hash FROM chain_block WHERE chain = $1 AND withdrawn_at IS NULL
        ORDER BY number DESC LIMIT 1) newest
      WHERE newest.hash = $3
      ON CONFLICT DO NOTHING
      """;

  /** Arguments: chain, pool, from, to, as of, before which place, limit. */
  static final String SWAPS =
      """
      SELECT b.number, b.hash, b.parent_hash, b.time, s.log, s.transaction, s.sender, s.recipient, s.first, s.second
      FROM chain_swap s JOIN chain_block b ON b.id = s.block
      WHERE s.chain = $1 AND s.pool = $2 AND b.time >= $3 AND b.time < $4
        AND b.recorded_at <= $5 AND (b.withdrawn_at IS NULL OR b.withdrawn_at > $5)
        AND (s.number, s.log) < ($6, $7)
      ORDER BY s.number DESC, s.log DESC LIMIT $8
      """;

  /** Arguments: chain, pool, as of. */
  static final String DAY =
      """
      WITH newest AS (
        SELECT time FROM chain_block
        WHERE chain = $1 AND recorded_at <= $3 AND (withdrawn_at IS NULL OR withdrawn_at > $3)
        ORDER BY number DESC LIMIT 1)
      SELECT count(*) AS swaps, coalesce(sum(abs(s.first)), 0) AS first, coalesce(sum(abs(s.second)), 0) AS second,
        EXISTS (SELECT FROM chain_block, newest
          WHERE chain = $1 AND chain_block.time <= newest.time - interval '1 day' AND recorded_at <= $3) AS is_whole
      FROM chain_swap s JOIN chain_block b ON b.id = s.block, newest
      WHERE s.chain = $1 AND s.pool = $2 AND b.time > newest.time - interval '1 day' AND b.time <= newest.time
        AND s.number >= (
          SELECT min(number) FROM chain_block, newest
          WHERE chain = $1 AND chain_block.time > newest.time - interval '1 day' AND chain_block.time <= newest.time)
        AND b.recorded_at <= $3 AND (b.withdrawn_at IS NULL OR b.withdrawn_at > $3)
      """;

  private PoolSql() {}
}
