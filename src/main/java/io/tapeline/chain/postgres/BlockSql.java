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

  private BlockSql() {}
}
