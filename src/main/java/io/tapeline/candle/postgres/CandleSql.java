package io.tapeline.candle.postgres;

import io.tapeline.candle.PartialCandle.Part;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements of the table {@code candle}. */
final class CandleSql {

  /**
   * Stores what waits in {@code candle_told}. Leaves out what is known: a revision that is stored
   * with this number and this content, so that a service that was killed may tell its candles again
   * from the first, and one that the batch tells twice. Lays the others, in their order, after the
   * newest stored revision of each candle and keeps those that differ from the one before, under
   * the number they were told with or the next free one. Stored revisions are found by their key,
   * whatever the planner thinks.
   */
  static final String APPEND =
      """
      WITH told AS (
        SELECT DISTINCT ON (series, interval_ms, open_nanos, revision, open, high, low, close,
                            volume, quote_volume, trades, observed_nanos, synthetic, complete,
                            origin) *
        FROM candle_told
        ORDER BY series, interval_ms, open_nanos, revision, open, high, low, close, volume,
                 quote_volume, trades, observed_nanos, synthetic, complete, origin, place
      ), fresh AS (
        SELECT t.*
        FROM told t
        LEFT JOIN LATERAL (
          SELECT * FROM candle c
          WHERE c.series = t.series AND c.interval_ms = t.interval_ms
            AND c.open_nanos = t.open_nanos AND c.revision = t.revision
          LIMIT 1) k ON true
        WHERE k.revision IS NULL
           OR (k.open, k.high, k.low, k.close, k.volume, k.quote_volume, k.trades,
               k.observed_nanos, k.synthetic, k.complete, k.origin)
              IS DISTINCT FROM
              (t.open, t.high, t.low, t.close, t.volume, t.quote_volume, t.trades,
               t.observed_nanos, t.synthetic, t.complete, t.origin)
      ), newest AS (
        SELECT k.*
        FROM (SELECT DISTINCT series, interval_ms, open_nanos FROM fresh) f
        CROSS JOIN LATERAL (
          SELECT * FROM candle c
          WHERE c.series = f.series AND c.interval_ms = f.interval_ms
            AND c.open_nanos = f.open_nanos
          ORDER BY c.revision DESC LIMIT 1) k
      ), laid AS (
        SELECT series, interval_ms, open_nanos, revision, open, high, low, close, volume,
               quote_volume, trades, observed_nanos, synthetic, complete, origin, recorded_at, place
        FROM fresh
        UNION ALL
        SELECT series, interval_ms, open_nanos, revision, open, high, low, close, volume,
               quote_volume, trades, observed_nanos, synthetic, complete, origin, recorded_at, 0
        FROM newest
      ), compared AS (
        SELECT *,
          ROW (open, high, low, close, volume, quote_volume, trades, observed_nanos, synthetic,
               complete, origin)
          IS NOT DISTINCT FROM
          lag(ROW (open, high, low, close, volume, quote_volume, trades, observed_nanos, synthetic,
                   complete, origin))
          OVER (PARTITION BY series, interval_ms, open_nanos ORDER BY place) AS repeated
        FROM laid
      ), changed AS (
        SELECT *, row_number() OVER one_candle AS step
        FROM compared
        WHERE NOT repeated
        WINDOW one_candle AS (PARTITION BY series, interval_ms, open_nanos ORDER BY place)
      ), numbered AS (
        SELECT *, step + max(revision - step) OVER (
          PARTITION BY series, interval_ms, open_nanos ORDER BY place) AS number
        FROM changed
      )
      INSERT INTO candle (series, interval_ms, open_nanos, revision, open, high, low, close, volume,
                          quote_volume, trades, observed_nanos, synthetic, complete, origin,
                          recorded_at)
      SELECT series, interval_ms, open_nanos, number, open, high, low, close, volume, quote_volume,
             trades, observed_nanos, synthetic, complete, origin, recorded_at
      FROM numbered
      WHERE place > 0
      """;

  /** Where candles wait for {@link #APPEND}, until the end of the transaction. */
  static final String TOLD =
      """
      CREATE TEMPORARY TABLE IF NOT EXISTS candle_told (
        LIKE candle, place bigint GENERATED ALWAYS AS IDENTITY) ON COMMIT DELETE ROWS
      """;

  /** To be formatted with the table: {@code candle} or {@code candle_told}. */
  static final String COPY =
      """
      COPY %s (series, interval_ms, open_nanos, revision, open, high, low, close, volume,
               quote_volume, trades, observed_nanos, synthetic, complete, origin, recorded_at)
      FROM STDIN (FORMAT binary)
      """;

  /**
   * Arguments, each a list: series, interval, first and last open time. The places, from 1, of
   * those stretches of which anything is stored.
   */
  static final String STORED =
      """
      SELECT w.place
      FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[]) WITH ORDINALITY
           w (series, interval_ms, first, last, place)
      CROSS JOIN LATERAL (
        SELECT FROM candle c
        WHERE c.series = w.series AND c.interval_ms = w.interval_ms
          AND c.open_nanos >= w.first AND c.open_nanos <= w.last LIMIT 1) c
      """;

  /**
   * The open time and these parts, in their order. Arguments: series, interval, from, to, as of,
   * limit.
   */
  static String closed(Set<Part> parts) {
    return "SELECT DISTINCT ON (c.open_nanos) " + columns(parts) + CLOSED_CANDLES;
  }

  /** The open time and these parts of {@code c}, in their order. */
  static String columns(Set<Part> parts) {
    return Arrays.stream(Part.values())
        .filter(parts::contains)
        .map(CandleSql::column)
        .collect(Collectors.joining("", "c.open_nanos", ""));
  }

  private static String column(Part part) {
    return switch (part) {
      case REVISION -> ", c.revision";
      case OPEN -> ", c.open";
      case HIGH -> ", c.high";
      case LOW -> ", c.low";
      case CLOSE -> ", c.close";
      case VOLUME -> ", c.volume";
      case QUOTE_VOLUME -> ", c.quote_volume";
      case TRADES -> ", c.trades";
      case OBSERVED -> ", c.observed_nanos";
      case SYNTHETIC -> ", c.synthetic";
      case COMPLETE -> ", c.complete";
      case ORIGIN -> ", c.origin";
    };
  }

  private static final String CLOSED_CANDLES =
      """

      FROM candle c
      WHERE c.series = (SELECT id FROM series WHERE name = $1)
        AND c.interval_ms = $2 AND c.open_nanos >= $3 AND c.open_nanos < $4
        AND c.recorded_at <= $5
      ORDER BY c.open_nanos, c.revision DESC LIMIT $6
      """;

  /** The same with all parts. */
  static final String CLOSED = closed(EnumSet.allOf(Part.class));

  /** Arguments: series, intervals, from, to, as of. Each interval's first through the key. */
  static final String FIRST =
      """
      SELECT min(f.open_nanos)
      FROM unnest($2::bigint[]) i (interval_ms)
      CROSS JOIN LATERAL (
        SELECT c.open_nanos FROM candle c
        WHERE c.series = (SELECT id FROM series WHERE name = $1) AND c.interval_ms = i.interval_ms
          AND c.open_nanos >= $3 AND c.open_nanos < $4 AND c.recorded_at <= $5
        ORDER BY c.open_nanos LIMIT 1) f
      """;

  /**
   * Arguments: series, interval, from, to, the interval's length in nanoseconds, limit, as of.
   * Neighbours of one state have the same distance to their number among those of this state.
   */
  static final String STRETCHES =
      """
      WITH newest AS (
        SELECT DISTINCT ON (c.open_nanos) c.open_nanos,
               CASE
                 WHEN c.origin IN (1, 3) THEN 'REPAIRED'
                 WHEN c.observed_nanos < $5 THEN 'PARTIAL'
                 WHEN c.origin = 2 THEN 'IMPORTED'
                 WHEN c.synthetic THEN 'SYNTHETIC'
                 ELSE 'OBSERVED'
               END AS state
        FROM candle c JOIN series s ON s.id = c.series
        WHERE s.name = $1 AND c.interval_ms = $2 AND c.open_nanos >= $3 AND c.open_nanos < $4
          AND c.recorded_at <= $7
        ORDER BY c.open_nanos, c.revision DESC
      ), placed AS (
        SELECT *, open_nanos - $5 * row_number() OVER (PARTITION BY state ORDER BY open_nanos)
                  AS neighbours
        FROM newest
      )
      SELECT state, min(open_nanos), max(open_nanos) + $5
      FROM placed GROUP BY state, neighbours ORDER BY 2 LIMIT $6
      """;

  /** Arguments: from. Found series by series through the key, the newest partition first. */
  static final String NEWEST =
      """
      SELECT c.open_nanos, c.revision, c.open, c.high, c.low, c.close, c.volume, c.quote_volume,
             c.trades, c.observed_nanos, c.synthetic, c.complete, c.origin, s.name, i.interval_ms
      FROM series s CROSS JOIN (VALUES (60000::bigint), (1000::bigint)) i (interval_ms)
      CROSS JOIN LATERAL (
        SELECT * FROM candle k
        WHERE k.series = s.id AND k.interval_ms = i.interval_ms AND k.open_nanos >= $1
        ORDER BY k.open_nanos DESC, k.revision DESC LIMIT 1) c
      ORDER BY s.name, i.interval_ms DESC
      """;

  /** Arguments: series. How far each is stored. */
  static final String REACH =
      """
      SELECT w.series, max(c.open_nanos) FILTER (WHERE i.interval_ms = 60000),
             max(c.open_nanos + i.interval_ms * 1000000)
      FROM unnest(?::int[]) w (series)
      CROSS JOIN (VALUES (60000::bigint), (300000), (900000), (1800000), (3600000), (14400000),
                         (86400000), (604800000)) i (interval_ms)
      CROSS JOIN LATERAL (
        SELECT open_nanos FROM candle k
        WHERE k.series = w.series AND k.interval_ms = i.interval_ms AND k.complete
        ORDER BY k.open_nanos DESC LIMIT 1) c
      GROUP BY w.series
      """;

  /** Arguments, each a list: series, interval, from, to. */
  static final String SPANS =
      """
      SELECT DISTINCT ON (c.series, c.interval_ms, c.open_nanos)
             c.series, c.interval_ms, c.open_nanos, c.revision, c.open, c.high, c.low, c.close,
             c.volume, c.quote_volume, c.trades, c.observed_nanos, c.synthetic, c.complete, c.origin
      FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[])
           w (series, interval_ms, from_nanos, to_nanos)
      CROSS JOIN LATERAL (
        SELECT * FROM candle k
        WHERE k.series = w.series AND k.interval_ms = w.interval_ms
          AND k.open_nanos >= w.from_nanos AND k.open_nanos < w.to_nanos OFFSET 0) c
      ORDER BY c.series, c.interval_ms, c.open_nanos, c.revision DESC
      """;

  private CandleSql() {}
}
