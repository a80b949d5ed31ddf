package io.tapeline.chain.postgres.retention;

/** Statements that remove blocks. */
final class EdgeSql {

  /** Argument: chain. */
  static final String EDGE = "SELECT number, time, moment FROM chain_edge WHERE chain = $1";

  /**
   * Below which height blocks go, and the lowest that stays. Arguments: chain, time before which
   * they may go, how many below the newest stay, how many heights go at once. Nothing where none is
   * final. Blocks whose hours can be kept as a whole wait until they are, and are known to be.
   */
  static final String NEXT =
      """
      WITH lowest AS (
          SELECT number FROM stored_block WHERE chain = $1 ORDER BY number LIMIT 1),
        cut AS (
          SELECT CASE WHEN EXISTS (SELECT FROM chain_block WHERE chain = $1)
            THEN least($2::timestamptz, coalesce(
              (SELECT max(open) + interval '1 hour' FROM chain_hour_metric, chain_clock
               WHERE chain = $1 AND recorded_at <= chain_clock.last), '-infinity'))
            ELSE $2 END AS moment),
        young AS (
          SELECT b.number FROM stored_block b, lowest, cut
          WHERE b.chain = $1 AND b.withdrawn_at IS NULL AND b.time >= cut.moment
            AND b.number >= lowest.number AND b.number < lowest.number + $4::bigint
          ORDER BY b.number LIMIT 1),
        newest AS (
          SELECT number FROM stored_block WHERE chain = $1 AND withdrawn_at IS NULL
          ORDER BY number DESC LIMIT 1),
        settled AS (
          SELECT finalized FROM chain_finality WHERE chain = $1 ORDER BY recorded_at DESC LIMIT 1),
        below AS (
          SELECT least(coalesce((SELECT number FROM young), lowest.number + $4::bigint),
            newest.number - $3::bigint, settled.finalized) AS number
          FROM lowest, newest, settled WHERE settled.finalized IS NOT NULL)
      SELECT below.number AS below, edge.number, edge.time, edge.recorded_at
      FROM below, lowest, LATERAL (
        SELECT number, time, recorded_at FROM stored_block
        WHERE chain = $1 AND withdrawn_at IS NULL AND number >= below.number ORDER BY number LIMIT 1) edge
      WHERE below.number > lowest.number
      """;

  /** Arguments: chain, number. */
  static final String ID =
      "SELECT id FROM chain_block WHERE chain = $1 AND number = $2 AND withdrawn_at IS NULL";

  /** Arguments: chain, below which number. What hangs on blocks goes with them. */
  static final String REMOVE =
      """
      WITH ethereum AS (
          DELETE FROM chain_block WHERE chain = $1 AND number < $2 RETURNING recorded_at, withdrawn_at),
        bitcoin AS (
          DELETE FROM bitcoin_block WHERE chain = $1 AND number < $2 RETURNING recorded_at, withdrawn_at)
      SELECT count(*) AS blocks, max(greatest(recorded_at, withdrawn_at)) AS moment
      FROM (SELECT * FROM ethereum UNION ALL SELECT * FROM bitcoin) gone
      """;

  /**
   * What was final when the lowest that stays was recorded stays. Arguments: chain, that moment.
   */
  static final String REMOVE_FINALITY =
      """
      WITH gone AS (
        DELETE FROM chain_finality WHERE chain = $1 AND recorded_at < (
          SELECT max(recorded_at) FROM chain_finality WHERE chain = $1 AND recorded_at <= $2)
        RETURNING recorded_at)
      SELECT max(recorded_at) AS moment FROM gone
      """;

  /** Arguments: chain, number, time, moments of which the later counts. */
  static final String MOVE =
      """
      INSERT INTO chain_edge AS edge (chain, number, time, moment) VALUES ($1, $2, $3, greatest($4::timestamptz, $5))
      ON CONFLICT (chain) DO UPDATE SET number = greatest(edge.number, excluded.number),
        time = greatest(edge.time, excluded.time), moment = greatest(edge.moment, excluded.moment)
      """;

  private EdgeSql() {}
}
