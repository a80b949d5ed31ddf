package io.tapeline.chain.bitcoin.postgres;

/** Statements on blocks of Bitcoin. */
final class BitcoinSql {

  /** Arguments: chain, limit. */
  static final String NEWEST =
      """
      SELECT number, hash, parent_hash, time FROM bitcoin_block
      WHERE chain = $1 AND withdrawn_at IS NULL ORDER BY number DESC LIMIT $2
      """;

  /** Arguments: chain, lowest number, moment. */
  static final String WITHDRAW =
      """
      UPDATE bitcoin_block SET withdrawn_at = $3
      WHERE chain = $1 AND number >= $2 AND withdrawn_at IS NULL
      """;

  /** Arguments: the columns. */
  static final String INSERT =
      """
      INSERT INTO bitcoin_block (chain, recorded_at, number, hash, parent_hash, time, header, difficulty, work,
          transactions, size, weight, fees, fee_rates)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      """;

  /** Arguments: chain, moment. The highest block that was on the chain then. */
  static final String HEIGHT =
      """
      SELECT max(number) AS height FROM bitcoin_block
      WHERE chain = $1 AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
      """;

  /**
   * Arguments: chain, moment, numbers from and to, times from and to, place behind which they come
   * (number, id), whether those that were taken back are among them, limit.
   */
  static final String LIST =
      """
      SELECT id, number, hash, parent_hash, time, difficulty, transactions, size, weight, fees, fee_rates, recorded_at,
          CASE WHEN withdrawn_at <= $2 THEN withdrawn_at END AS withdrawn,
          (SELECT count(*) FROM bitcoin_block other WHERE other.chain = block.chain AND other.number = block.number
              AND other.id <= block.id) AS revision
      FROM bitcoin_block block
      WHERE chain = $1 AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2 OR $9)
          AND number >= $3 AND number < $4 AND time >= $5 AND time < $6 AND (number, id) < ($7, $8)
      ORDER BY number DESC, id DESC LIMIT $10
      """;

  /**
   * Arguments: chain, moment, seconds of an interval, from where the first one begins and to in
   * seconds since 1970.
   */
  static final String METRICS =
      """
      SELECT floor((extract(epoch FROM time) - $4::bigint) / $3::bigint)::bigint * $3::bigint + $4::bigint AS open, count(*) AS blocks, min(number) AS first,
          max(number) AS last, sum(transactions) AS transactions, sum(weight) AS weight, sum(fees) AS fees,
          count(fees) AS with_fees, sum(work) AS work,
          (array_agg(difficulty ORDER BY number DESC))[1] AS difficulty,
          (array_agg(hash ORDER BY number DESC))[1] AS hash
      FROM bitcoin_block
      WHERE chain = $1 AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
          AND time >= to_timestamp($4::bigint) AND time < to_timestamp($5::bigint)
      GROUP BY open ORDER BY open
      """;

  /** Arguments: chain, moment. */
  static final String SPAN =
      """
      SELECT min(time) AS first, max(time) AS last FROM bitcoin_block
      WHERE chain = $1 AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
      """;

  private BitcoinSql() {}
}
