package io.tapeline.signal.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.signal.app.RecordedSignals;
import io.tapeline.signal.verdict.Direction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signals in the order of their recording, in PostgreSQL. */
@ApplicationScoped
public class PgRecordedSignals implements RecordedSignals {

  /** Candles that are looked back for the one before. */
  private static final int LOOK_BACK = 100;

  private static final String READ =
      "SELECT "
          + SignalRows.COLUMNS
          + """
          , r.name AS series_name, g.interval_ms, g.series, g.strategy, b.strength AS strength_before
          FROM signal g
          JOIN signal_strategy s ON s.id = g.strategy
          JOIN series r ON r.id = g.series
          LEFT JOIN LATERAL (
            SELECT (SELECT sum(c.millionths)::bigint FROM unnest(p.contributions) WITH ORDINALITY c (millionths, place)
                    WHERE NOT (p.outlook AND c.place = cardinality(p.contributions))) AS strength
            FROM signal p
            WHERE $5 AND p.series = g.series AND p.interval_ms = g.interval_ms
              AND p.open_nanos <= g.open_nanos
              AND p.open_nanos >= g.open_nanos - %d * 1000000 * g.interval_ms
              AND p.strategy = g.strategy AND p.lack IS NULL
              AND (p.open_nanos, p.revision) < (g.open_nanos, g.revision)
            ORDER BY p.open_nanos DESC, p.revision DESC LIMIT 1) b ON true
          WHERE g.lack IS NULL AND g.recorded_at >= $6 AND g.recorded_at <= $7
            AND (g.recorded_at, g.series, g.interval_ms, g.open_nanos, g.strategy, g.revision)
                > ($6, $8, $9, $10, $11, $12)
            AND (cardinality($1::text[]) = 0 OR r.name = ANY ($1))
            AND (cardinality($2::text[]) = 0 OR s.name = ANY ($2))
            AND (cardinality($3::bigint[]) = 0 OR g.interval_ms = ANY ($3))
            AND ($4 OR g.revision = 1)
          ORDER BY g.recorded_at, g.series, g.interval_ms, g.open_nanos, g.strategy, g.revision
          LIMIT $13
          """
              .formatted(LOOK_BACK);

  private final Pool pool;
  private final SignalKeys keys;
  private final StoreReads reads;

  public PgRecordedSignals(Pool pool, SignalKeys keys, StoreReads reads) {
    this.pool = pool;
    this.keys = keys;
    this.reads = reads;
  }

  @Override
  public Uni<Long> horizonNanos() {
    return reads.of(() -> RecordingClock.SIGNALS.horizon(pool, Long.MIN_VALUE));
  }

  @Override
  public Uni<Page> read(Wanted wanted, Place behind, int limit) {
    return reads.of(
        () ->
            pool.preparedQuery(READ)
                .execute(arguments(wanted, behind, limit))
                .chain(rows -> page(rows, behind)));
  }

  private static Tuple arguments(Wanted wanted, Place behind, int limit) {
    return Tuple.from(
        List.of(
            wanted.series().toArray(String[]::new),
            wanted.strategies().toArray(String[]::new),
            wanted.intervals().stream().map(Interval::millis).toArray(Long[]::new),
            wanted.revisions(),
            wanted.before(),
            moment(behind.recordedNanos()),
            moment(wanted.toNanos()),
            behind.series(),
            behind.intervalMillis(),
            behind.openNanos(),
            behind.strategy(),
            behind.revision(),
            limit));
  }

  private Uni<Page> page(RowSet<Row> rows, Place behind) {
    Set<Integer> reasons = new HashSet<>();
    rows.forEach(row -> reasons.addAll(SignalRows.reasons(row)));
    return keys.know(reasons)
        .map(
            _ -> {
              List<Heard> heard = new ArrayList<>();
              Place last = behind;
              for (Row row : rows) {
                heard.add(heard(row));
                last = place(row);
              }
              return new Page(heard, last);
            });
  }

  private Heard heard(Row row) {
    Series series = Series.parse(row.getString("series_name"));
    Interval interval = SignalKeys.interval(row.getLong("interval_ms"));
    return new Heard(new SignalRows(keys, series, interval).recorded(row), before(row));
  }

  private static @Nullable Direction before(Row row) {
    Long strength = row.getLong("strength_before");
    return strength == null ? null : Direction.of(strength);
  }

  private static Place place(Row row) {
    return new Place(
        RecordingClock.nanos(row.getOffsetDateTime("recorded_at")),
        row.getInteger("series"),
        row.getLong("interval_ms"),
        row.getLong("open_nanos"),
        row.getInteger("strategy"),
        row.getInteger("revision"));
  }
}
