package io.tapeline.tape.postgres;

/** The statements of the table {@code trade}. */
final class TradeSql {

  /** Arguments, each a list but the last: a trade's columns, and the moment of recording. */
  static final String INSERT =
      """
      INSERT INTO trade (series, event_nanos, trade_id, price, quantity, side, matches,
                         received_nanos, origin, recorded_at)
      SELECT g.*, $10::timestamptz
      FROM unnest($1::int[], $2::bigint[], $3::uuid[], $4::numeric[], $5::numeric[],
                  $6::smallint[], $7::int[], $8::bigint[], $9::smallint[]) g
      ON CONFLICT DO NOTHING
      """;

  /**
   * Arguments: series, time and id of the place behind which they are, to, as of, limit. The first
   * of them is found through the key however many happened at one time; the time alone tells which
   * partitions need no look.
   */
  static final String READ =
      """
      SELECT t.event_nanos, t.trade_id, t.price, t.quantity, t.side, t.matches, t.received_nanos,
             t.origin
      FROM trade t
      WHERE t.series = (SELECT id FROM series WHERE name = $1)
        AND t.event_nanos >= $2 AND (t.event_nanos, t.trade_id) > ($2, $3)
        AND t.event_nanos < $4 AND t.recorded_at <= $5
      ORDER BY t.event_nanos, t.trade_id LIMIT $6
      """;

  /** Arguments: markets and times from which on, each a list; the time for all others; limit. */
  static final String SINCE =
      """
      SELECT t.event_nanos, t.trade_id, t.price, t.quantity, t.side, t.matches, t.received_nanos,
             t.origin, s.name
      FROM series s
      LEFT JOIN unnest($1::text[], $2::bigint[]) w (name, from_nanos) ON w.name = s.name
      CROSS JOIN LATERAL (
        SELECT * FROM trade k
        WHERE k.series = s.id AND k.event_nanos >= coalesce(w.from_nanos, $3)
        ORDER BY k.event_nanos, k.trade_id LIMIT $4) t
      """;

  private TradeSql() {}
}
