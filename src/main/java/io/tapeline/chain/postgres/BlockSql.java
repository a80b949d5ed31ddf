package io.tapeline.chain.postgres;

/** Statements on blocks. */
final class BlockSql {

  /** Arguments: chain, limit. */
  static final String NEWEST =
      """
      SELECT number, hash, parent_hash, time FROM chain_block
      WHERE chain = $1 AND withdrawn_at IS NULL ORDER BY number DESC LIMIT $2
      """;

  /** Arguments: chain, lowest number, moment. */
  static final String WITHDRAW =
      """
      UPDATE chain_block SET withdrawn_at = $3
      WHERE chain = $1 AND number >= $2 AND withdrawn_at IS NULL
      """;

  /** Arguments: chain, moment, then a list for each column. */
  static final String INSERT =
      """
      INSERT INTO chain_block (chain, recorded_at, number, hash, parent_hash, time, miner, gas_used, gas_limit,
          base_fee, blob_gas_used, excess_blob_gas, transactions, logs, withdrawals)
      SELECT $1, $2, each.* FROM unnest($3::bigint[], $4::bytea[], $5::bytea[], $6::timestamptz[], $7::bytea[],
          $8::bigint[], $9::bigint[], $10::numeric[], $11::bigint[], $12::bigint[], $13::integer[], $14::integer[],
          $15::integer[]) each
      RETURNING id, number
      """;

  /** Of rows of blocks b as of a moment $2. */
  private static final String SEEN =
      " b.recorded_at <= $2 AND (b.withdrawn_at IS NULL OR b.withdrawn_at > $2) ";

  /** Arguments: chain, moment. */
  static final String STANDING =
      "SELECT latest.number AS latest, f.safe, f.finalized FROM (SELECT b.number FROM stored_block b"
          + " WHERE b.chain = $1 AND"
          + SEEN
          + """
            ORDER BY b.number DESC LIMIT 1) latest
            LEFT JOIN LATERAL (SELECT safe, finalized FROM chain_finality
                               WHERE chain = $1 AND recorded_at <= $2
                               ORDER BY recorded_at DESC LIMIT 1) f ON true
            """;

  /**
   * Arguments: chain, moment, numbers from and to, times from and to, the number and row to come
   * after, whether those that were taken back are wanted, limit. How often others were recorded of
   * the same height makes the revision.
   */
  static final String LIST =
      """
      SELECT b.*, CASE WHEN b.withdrawn_at <= $2 THEN b.withdrawn_at END AS gone_at,
             (SELECT count(*) FROM chain_block o
              WHERE o.chain = b.chain AND o.number = b.number AND o.id <= b.id) AS revision
      FROM chain_block b
      WHERE b.chain = $1 AND b.number >= $3 AND b.number < $4 AND b.time >= $5 AND b.time < $6
        AND b.number <= $7 AND (b.number, b.id) < ($7, $8)
        AND b.recorded_at <= $2 AND ($9 OR b.withdrawn_at IS NULL OR b.withdrawn_at > $2)
      ORDER BY b.number DESC, b.id DESC LIMIT $10
      """;

  /** Arguments: chain, moment, kind and order to come after, moment up to which, limit. */
  static final String EVENTS =
      """
      (SELECT withdrawn_at AS moment, 0 AS kind, -number AS place, number, hash, parent_hash, time,
              NULL::bigint AS safe, NULL::bigint AS finalized
       FROM stored_block
       WHERE chain = $1 AND withdrawn_at >= $2 AND withdrawn_at <= $5
         AND (withdrawn_at, 0, -number) > ($2, $3, $4)
       ORDER BY withdrawn_at, number DESC LIMIT $6)
      UNION ALL
      (SELECT recorded_at, 1, number, number, hash, parent_hash, time, NULL, NULL
       FROM stored_block
       WHERE chain = $1 AND recorded_at >= $2 AND recorded_at <= $5
         AND (recorded_at, 1, number) > ($2, $3, $4)
       ORDER BY recorded_at, number LIMIT $6)
      UNION ALL
      (SELECT recorded_at, 2, 0, NULL, NULL, NULL, NULL, safe, finalized
       FROM chain_finality
       WHERE chain = $1 AND recorded_at >= $2 AND recorded_at <= $5
         AND (recorded_at, 2, 0) > ($2, $3, $4)
       ORDER BY recorded_at LIMIT $6)
      ORDER BY moment, kind, place LIMIT $6
      """;

  private BlockSql() {}
}
