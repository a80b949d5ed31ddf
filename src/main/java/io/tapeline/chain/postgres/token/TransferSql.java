package io.tapeline.chain.postgres.token;

/** Statements on transfers. */
final class TransferSql {

  /** Arguments: chain, then a list for each column. */
  static final String INSERT =
      """
      INSERT INTO chain_transfer (chain, block, number, log, contract, transaction, sender, recipient, units)
      SELECT $1, each.* FROM unnest($2::bigint[], $3::bigint[], $4::integer[], $5::bytea[], $6::bytea[], $7::bytea[],
          $8::bytea[], $9::numeric[]) each
      """;

  /**
   * Arguments: chain, contracts, least units of each, party, from, to, as of, before which place,
   * limit.
   */
  static final String READ =
      """
      SELECT b.number, b.hash, b.parent_hash, b.time, t.log, t.contract, t.transaction, t.sender, t.recipient, t.units
      FROM chain_transfer t
        JOIN unnest($2::bytea[], $3::numeric[]) wanted (contract, least)
          ON wanted.contract = t.contract AND t.units >= wanted.least
        JOIN chain_block b ON b.id = t.block
      WHERE t.chain = $1 AND ($4::bytea IS NULL OR t.sender = $4 OR t.recipient = $4)
        AND b.time >= $5 AND b.time < $6
        AND b.recorded_at <= $7 AND (b.withdrawn_at IS NULL OR b.withdrawn_at > $7)
        AND (t.number, t.log) < ($8, $9)
      ORDER BY t.number DESC, t.log DESC LIMIT $10
      """;

  private TransferSql() {}
}
