package io.tapeline.candle.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.RecordingClock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads candles in the order in which they were recorded, by the index for it. */
final class RecordedRows {

  private static final Set<Part> PARTS =
      EnumSet.of(
          Part.REVISION,
          Part.OPEN,
          Part.HIGH,
          Part.LOW,
          Part.CLOSE,
          Part.VOLUME,
          Part.SYNTHETIC,
          Part.COMPLETE,
          Part.ORIGIN);

  /** Arguments: intervals, after, until, how many. The moment of recording behind so many. */
  private static final String CUT =
      """
      SELECT c.recorded_at FROM candle c
      WHERE c.interval_ms = ANY ($1) AND c.recorded_at > $2 AND c.recorded_at <= $3
      ORDER BY c.recorded_at OFFSET $4 LIMIT 1
      """;

  /** Arguments: intervals, after, until, series. Behind the parts the series and the interval. */
  private static final String RECORDED =
      "SELECT "
          + CandleSql.columns(PARTS)
          + """
          , s.name, c.interval_ms
          FROM candle c JOIN series s ON s.id = c.series
          WHERE c.interval_ms = ANY ($1) AND c.recorded_at > $2 AND c.recorded_at <= $3
            AND CASE WHEN cardinality($4::text[]) = 0 THEN position(':' IN s.name) = 0
                     ELSE s.name = ANY ($4) END
          ORDER BY c.revision
          """;

  private record Place(Interval interval, long openTimeNanos) {}

  private final Pool pool;

  RecordedRows(Pool pool) {
    this.pool = pool;
  }

  Uni<RecordedCandles> read(
      Set<Interval> intervals, Set<String> series, long afterNanos, long untilNanos, int many) {
    Long[] lengths = intervals.stream().map(Interval::millis).toArray(Long[]::new);
    OffsetDateTime after = moment(afterNanos);
    return pool.preparedQuery(CUT)
        .execute(Tuple.of(lengths, after, moment(untilNanos), many))
        .map(
            rows ->
                rows.size() == 0
                    ? untilNanos
                    : RecordingClock.nanos(rows.iterator().next().getOffsetDateTime(0)))
        .chain(
            until ->
                pool.preparedQuery(RECORDED)
                    .execute(Tuple.of(lengths, after, moment(until), series.toArray(String[]::new)))
                    .map(rows -> new RecordedCandles(newest(rows), until)));
  }

  private static Map<Series, List<PartialCandle>> newest(RowSet<Row> rows) {
    Map<String, Map<Place, PartialCandle>> found = new HashMap<>();
    for (Row row : rows) { // revisions ascend
      Interval interval = CandleRows.interval(row.getLong(PARTS.size() + 2));
      PartialCandle candle = new PartialRows(interval, PARTS).candle(row);
      found
          .computeIfAbsent(row.getString(PARTS.size() + 1), _ -> new LinkedHashMap<>())
          .put(new Place(interval, candle.openTimeNanos()), candle);
    }
    Map<Series, List<PartialCandle>> bySeries = new HashMap<>();
    found.forEach(
        (name, candles) -> bySeries.put(Series.parse(name), List.copyOf(candles.values())));
    return bySeries;
  }
}
