package io.tapeline.service;

/** What the candles of a database must say, asked in SQL, which shares nothing with the service. */
final class StoredLadder {

  /** Newest revisions of candles of a minute and longer. */
  private static final String NEWEST =
      """
      newest AS (
        SELECT DISTINCT ON (series, interval_ms, open_nanos) * FROM candle
        WHERE interval_ms >= 60000
        ORDER BY series, interval_ms, open_nanos, revision DESC)
      """;

  /**
   * Longer candles that are not what their minutes say, that are missing, or that have no minutes;
   * of intervals that a later minute shows to be over. Weeks start on Mondays, and 1970 began on a
   * Thursday.
   */
  static final String MISMATCHES =
      "WITH "
          + NEWEST
          + """
          , lengths AS (
            SELECT ms, ms * 1000000 AS nanos,
                   CASE ms WHEN 604800000 THEN 345600000000000 ELSE 0 END AS shift
            FROM unnest(ARRAY[300000, 900000, 1800000, 3600000, 14400000, 86400000,
                              604800000]::bigint[]) ms
          ), reach AS (
            SELECT series, max(open_nanos) + 60000000000 AS over FROM newest
            WHERE interval_ms = 60000 GROUP BY series
          ), rolled AS (
            SELECT m.series, l.ms AS interval_ms,
                   (m.open_nanos - l.shift) / l.nanos * l.nanos + l.shift AS open_nanos,
                   l.nanos,
                   coalesce((array_agg(m.open ORDER BY m.open_nanos) FILTER (WHERE NOT m.synthetic))[1],
                            (array_agg(m.open ORDER BY m.open_nanos))[1]) AS open,
                   coalesce(max(m.high) FILTER (WHERE NOT m.synthetic), max(m.high)) AS high,
                   coalesce(min(m.low) FILTER (WHERE NOT m.synthetic), min(m.low)) AS low,
                   coalesce((array_agg(m.close ORDER BY m.open_nanos DESC)
                              FILTER (WHERE NOT m.synthetic))[1],
                            (array_agg(m.close ORDER BY m.open_nanos DESC))[1]) AS close,
                   sum(m.volume) AS volume,
                   CASE WHEN bool_and(m.trades IS NOT NULL) THEN sum(m.trades) END AS trades,
                   sum(m.observed_nanos) AS observed, bool_and(m.synthetic) AS synthetic
            FROM newest m CROSS JOIN lengths l WHERE m.interval_ms = 60000
            GROUP BY 1, 2, 3, 4
          )
          SELECT count(*) FROM rolled r
          FULL JOIN (SELECT * FROM newest WHERE interval_ms > 60000) k
            USING (series, interval_ms, open_nanos)
          LEFT JOIN reach USING (series)
          WHERE r.nanos IS NULL
             OR (open_nanos + r.nanos <= reach.over AND
                 (k.open, k.high, k.low, k.close, k.volume, k.trades, k.observed_nanos, k.synthetic)
                 IS DISTINCT FROM
                 (r.open, r.high, r.low, r.close, r.volume, r.trades, r.observed, r.synthetic))
          """;

  /** Candles of one place that say the same twice, one revision after the other. */
  static final String REPEATED =
      """
      SELECT count(*) FROM (
        SELECT ROW (open, high, low, close, volume, quote_volume, trades, observed_nanos, synthetic,
                    complete, origin)
               IS NOT DISTINCT FROM
               lag(ROW (open, high, low, close, volume, quote_volume, trades, observed_nanos,
                        synthetic, complete, origin))
               OVER (PARTITION BY series, interval_ms, open_nanos ORDER BY revision) AS same
        FROM candle) c
      WHERE same
      """;

  private StoredLadder() {}

  /**
   * A number that two databases have in common if their candles of these times are the same.
   *
   * @param condition on {@code s.name} and the columns of {@code candle}
   */
  static String digest(String condition) {
    return """
        SELECT ('x' || left(md5(coalesce(string_agg(row, ';' ORDER BY row), '')), 15))::bit(60)::bigint
        FROM (
          SELECT concat_ws(',', s.name, interval_ms, open_nanos, revision, trim_scale(open),
                           trim_scale(high), trim_scale(low), trim_scale(close),
                           trim_scale(volume), trim_scale(quote_volume), trades, observed_nanos,
                           synthetic, complete, origin) AS row
          FROM candle c JOIN series s ON s.id = c.series WHERE %s) r
        """
        .formatted(condition);
  }
}
