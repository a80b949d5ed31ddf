package io.tapeline.signal.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.signal.app.SignalStore;
import io.tapeline.signal.postgres.SignalWriting.Move;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalPlace;
import io.tapeline.signal.watch.SignalRange;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Signals in PostgreSQL, every revision of them. */
@ApplicationScoped
public class PgSignalStore implements SignalStore {

  private static final String ONE_SERIES =
      """
      g.series = (SELECT id FROM series WHERE name = $1) AND g.interval_ms = $2
      AND g.open_nanos >= $3 AND g.open_nanos < $4
      """;

  /** Arguments: series, interval, from, to. */
  private static final String NEWEST =
      "SELECT DISTINCT ON (g.open_nanos, g.strategy) "
          + SignalRows.COLUMNS
          + " FROM signal g JOIN signal_strategy s ON s.id = g.strategy WHERE "
          + ONE_SERIES
          + " ORDER BY g.open_nanos, g.strategy, g.revision DESC";

  /** The same arguments. */
  private static final String FIRST =
      "SELECT g.open_nanos FROM signal g WHERE " + ONE_SERIES + " ORDER BY g.open_nanos LIMIT 1";

  /**
   * Also: as of, strategies, the place they come after, limit. In the order of the texts' bytes,
   * whatever the database's language.
   */
  private static final String HISTORY =
      "SELECT DISTINCT ON (g.open_nanos, s.name COLLATE \"C\", s.version) "
          + SignalRows.COLUMNS
          + " FROM signal g JOIN signal_strategy s ON s.id = g.strategy WHERE "
          + ONE_SERIES
          + """
             AND g.recorded_at <= $5
             AND (cardinality($6::text[]) = 0 OR s.name = ANY ($6))
             AND (g.open_nanos, s.name COLLATE "C", s.version) > ($3, $7 COLLATE "C", $8)
            ORDER BY g.open_nanos, s.name COLLATE "C", s.version, g.revision DESC LIMIT $9
            """;

  private final Pool pool;
  private final SignalKeys keys;
  private final SignalWriting writing;
  private final StoreReads reads;

  public PgSignalStore(Pool pool, SignalKeys keys, SignalWriting writing, StoreReads reads) {
    this.pool = pool;
    this.keys = keys;
    this.writing = writing;
    this.reads = reads;
  }

  @Override
  public Uni<Long> markNanos() {
    return reads.of(
        () ->
            pool.preparedQuery("SELECT moment FROM signal_mark")
                .execute()
                .map(rows -> RecordingClock.nanos(rows.iterator().next().getOffsetDateTime(0))));
  }

  @Override
  public Uni<Void> write(List<Judged> judged, long markNanos, long nextNanos) {
    return writing.write(judged, new Move(markNanos, nextNanos));
  }

  @Override
  public Uni<Void> add(List<Judged> judged) {
    return writing.write(judged, null);
  }

  @Override
  public Uni<List<Judged>> newest(Series series, Interval interval, long fromNanos, long toNanos) {
    return reads.of(
        () ->
            pool.preparedQuery(NEWEST)
                .execute(Tuple.of(series.id(), interval.millis(), fromNanos, toNanos))
                .chain(rows -> read(rows, new SignalRows(keys, series, interval)::judged)));
  }

  private <T> Uni<List<T>> read(RowSet<Row> rows, Function<Row, T> row) {
    Set<Integer> reasons = new HashSet<>();
    rows.forEach(each -> reasons.addAll(SignalRows.reasons(each)));
    return keys.know(reasons).map(_ -> rows.stream().map(row).toList());
  }

  @Override
  public Uni<List<Recorded>> history(SignalRange range, long asOfNanos, int limit) {
    SignalRows reading = new SignalRows(keys, range.series(), range.interval());
    SignalPlace behind = range.behind();
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(HISTORY)
                .execute(
                    Tuple.from(
                        List.of(
                            range.series().id(),
                            range.interval().millis(),
                            behind.openTimeNanos(),
                            range.toNanos(),
                            moment(asOfNanos),
                            range.strategies().toArray(String[]::new),
                            behind.strategy().id(),
                            behind.strategy().version(),
                            limit)))
                .chain(rows -> read(rows, reading::recorded)));
  }

  @Override
  public Uni<Long> horizon(long atLeastNanos) {
    return reads.orUnavailable(() -> RecordingClock.SIGNALS.horizon(pool, atLeastNanos));
  }

  @Override
  public Uni<Optional<Long>> first(Series series, Interval interval, long fromNanos, long toNanos) {
    return reads.of(
        () ->
            pool.preparedQuery(FIRST)
                .execute(Tuple.of(series.id(), interval.millis(), fromNanos, toNanos))
                .map(rows -> rows.stream().findFirst().map(row -> row.getLong(0))));
  }
}
