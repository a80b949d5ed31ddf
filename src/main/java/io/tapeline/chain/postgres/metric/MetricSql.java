package io.tapeline.chain.postgres.metric;

/** Statements on figures of blocks. */
final class MetricSql {

  /** Arguments: a list for each column. */
  static final String INSERT =
      """
      INSERT INTO chain_block_metric
        (block, transactions, gas_used, burned, blob_burned, paid, transferred, active)
      SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::numeric[], $5::numeric[], $6::numeric[],
          $7::numeric[], $8::bytea[])
      """;

  private static final String SEEN =
      "chain = $1 AND recorded_at <= $5 AND (withdrawn_at IS NULL OR withdrawn_at > $5)";

  /**
   * Arguments: chain, from, to, length in seconds, as of, whether whole hours may be taken. All of
   * an hour that was kept is taken from there, the rest from blocks. Blocks beside a kept hour,
   * which was whole, may be removed since.
   */
  static final String READ =
      """
      WITH hours AS MATERIALIZED (
        SELECT * FROM chain_hour_metric
        WHERE chain = $1 AND open >= $2 AND open < $3 AND recorded_at <= $5 AND $6),
      parts AS (
        SELECT open AS time, open AS hour, first, last, last_hash, transactions, gas_used, burned, blob_burned, paid,
          transferred, active
        FROM hours
        UNION ALL
        SELECT b.time, NULL, b.number, b.number, b.hash, m.transactions, m.gas_used, m.burned, m.blob_burned, m.paid,
          m.transferred, m.active
        FROM (SELECT * FROM chain_block WHERE {seen} AND time >= $2 AND time < $3) b
          LEFT JOIN chain_block_metric m ON m.block = b.id
        WHERE NOT EXISTS (
          SELECT FROM hours WHERE b.time >= hours.open AND b.time < hours.open + interval '1 hour')),
      each AS (
        SELECT date_bin($4::double precision * interval '1 second', time, $2) AS open,
          sum(last - first + 1)::bigint AS blocks, min(first) AS first, max(last) AS last,
          (array_agg(last_hash ORDER BY last DESC))[1] AS last_hash,
          (array_agg(hour ORDER BY first))[1] AS first_hour, (array_agg(hour ORDER BY last DESC))[1] AS last_hour,
          bool_and(burned IS NOT NULL) AS is_known,
          sum(transactions)::bigint AS transactions, sum(gas_used)::bigint AS gas_used, sum(burned) AS burned,
          CASE WHEN count(blob_burned) = count(*) THEN sum(blob_burned) END AS blob_burned, sum(paid) AS paid,
          sum(transferred) AS transferred, array_agg(active) AS active
        FROM parts GROUP BY 1)
      SELECT each.*,
        blocks = last - first + 1
        AND (first = 0 OR coalesce(first_hour = open, false)
          OR EXISTS (SELECT FROM chain_block WHERE {seen} AND number = each.first - 1))
        AND (coalesce(last_hour + interval '1 hour' = open + $4::double precision * interval '1 second', false)
          OR EXISTS (SELECT FROM chain_block WHERE {seen} AND number = each.last + 1)) AS complete
      FROM each ORDER BY open
      """
          .replace("{seen}", SEEN);

  /** Hours with blocks, behind those that are kept. Arguments: chain, newest block, limit. */
  static final String HOURS =
      """
      SELECT DISTINCT date_trunc('hour', time, 'UTC') AS open FROM chain_block
      WHERE chain = $1 AND number <= $2 AND withdrawn_at IS NULL AND time >= coalesce(
        (SELECT max(open) + interval '1 hour' FROM chain_hour_metric WHERE chain = $1), '-infinity')
      ORDER BY open LIMIT $3
      """;

  /** It is later than the recording of all blocks that were stored before. */
  static final String KEEP =
      """
      INSERT INTO chain_hour_metric (chain, open, recorded_at, first, last, last_hash, transactions, gas_used, burned,
        blob_burned, paid, transferred, active)
      SELECT $1, $2, greatest(clock_timestamp(), chain_clock.last), $3, $4, $5, $6, $7, $8, $9::numeric, $10, $11, $12
      FROM chain_clock
      ON CONFLICT DO NOTHING
      """;

  private MetricSql() {}
}
