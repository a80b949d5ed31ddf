package io.tapeline.candle.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.PartialCandle;
import io.tapeline.candle.PartialCandle.Part;
import io.tapeline.candle.RecordedCandles;
import io.tapeline.candle.Series;
import io.tapeline.candle.Stretch;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.market.Interval;
import io.tapeline.ops.StoreMeters;
import io.tapeline.ops.store.BatchSpool;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Candles in PostgreSQL, every revision, however often and in whatever batches they are told. */
@ApplicationScoped
public class PgCandleStore implements CandleStore {

  private static final long DRAIN_SECONDS = 10;
  private static final Duration OPENING = Duration.ofSeconds(10);

  private final Pool pool;
  private final CandleWriting writing;
  private final StoreConfig config;
  private final StoreReads reads;
  private final Database database;
  private final BatchSpool<Rung> spool;

  public PgCandleStore(
      Pool pool,
      CandleWriting writing,
      Vertx vertx,
      Database database,
      StoreConfig config,
      StoreReads reads,
      StoreMeters meters) {
    this.pool = pool;
    this.writing = writing;
    this.config = config;
    this.reads = reads;
    this.database = database;
    this.spool = new BatchSpool<>("candles", vertx, database, config, meters, writing::write);
  }

  @Override
  public void append(Series series, Candle candle) {
    spool.append(new Rung(series, candle));
  }

  @Override
  public Uni<Void> write(List<Rung> batch, Fence fence) {
    return writing.correct(batch, fence).ifNoItem().after(config.writeTimeout()).fail();
  }

  @Override
  public long writtenUpToNanos() {
    return spool.oldest().map(row -> row.candle().closeTimeNanos()).orElse(Long.MAX_VALUE);
  }

  void stop(@Observes @Priority(BatchSpool.DRAIN_PRIORITY) ShutdownEvent event) {
    spool.drain(DRAIN_SECONDS);
  }

  @Override
  public Uni<List<Candle>> closed(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit) {
    return read(
        CandleSql.CLOSED,
        row -> CandleRows.candle(interval, row),
        List.of(series.id(), interval.millis(), fromNanos, toNanos, moment(asOfNanos), limit));
  }

  @Override
  public Uni<List<PartialCandle>> closed(
      Series series,
      Interval interval,
      long fromNanos,
      long toNanos,
      long asOfNanos,
      int limit,
      Set<Part> parts) {
    return read(
        CandleSql.closed(parts),
        new PartialRows(interval, parts)::candle,
        List.of(series.id(), interval.millis(), fromNanos, toNanos, moment(asOfNanos), limit));
  }

  private <T> Uni<List<T>> read(String sql, Function<Row, T> candle, List<Object> arguments) {
    return reads.of(
        () ->
            pool.preparedQuery(sql)
                .mapping(candle) // while the rows come in
                .execute(Tuple.from(arguments))
                .map(
                    rows -> {
                      List<T> found = new ArrayList<>(rows.rowCount());
                      rows.forEach(found::add);
                      return found;
                    }));
  }

  @Override
  public Uni<Optional<Long>> first(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos) {
    // quiet seconds follow from their minute
    Long[] intervals =
        interval == Interval.S1
            ? new Long[] {interval.millis(), Interval.M1.millis()}
            : Arrays.stream(Interval.values())
                .filter(each -> each != Interval.S1 && each.compareTo(interval) <= 0)
                .map(Interval::millis)
                .toArray(Long[]::new);
    return reads.of(
        () ->
            pool.preparedQuery(CandleSql.FIRST)
                .execute(Tuple.of(series.id(), intervals, fromNanos, toNanos, moment(asOfNanos)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong(0))));
  }

  @Override
  public Uni<RecordedCandles> recorded(
      Set<Interval> intervals, Set<String> series, long afterNanos, long untilNanos, int many) {
    return reads.of(
        () -> new RecordedRows(pool).read(intervals, series, afterNanos, untilNanos, many));
  }

  @Override
  public Uni<Boolean> knows(Series series) {
    return reads.of(
        () ->
            pool.preparedQuery("SELECT FROM series WHERE name = $1")
                .execute(Tuple.of(series.id()))
                .map(rows -> rows.size() > 0));
  }

  @Override
  public Uni<Long> horizon(long atLeastNanos) {
    return reads.of(() -> RecordingClock.CANDLES.horizon(pool, atLeastNanos));
  }

  @Override
  public Uni<List<Stretch>> stretches(
      Series series, Interval interval, long fromNanos, long toNanos, long asOfNanos, int limit) {
    return reads.of(
        () ->
            pool.preparedQuery(CandleSql.STRETCHES)
                .execute(
                    Tuple.from(
                        List.of(
                            series.id(),
                            interval.millis(),
                            fromNanos,
                            toNanos,
                            interval.nanos(),
                            limit,
                            moment(asOfNanos))))
                .map(
                    rows ->
                        rows.stream()
                            .map(
                                row ->
                                    new Stretch(
                                        Stretch.State.valueOf(row.getString(0)),
                                        row.getLong(1),
                                        row.getLong(2)))
                            .toList()));
  }

  @Override
  public Uni<Map<Series, List<Candle>>> newest(long fromNanos) {
    return config.enabled() ? opened().chain(_ -> read(fromNanos)) : none();
  }

  private static Uni<Map<Series, List<Candle>>> none() {
    return Uni.createFrom().item(Map.of());
  }

  /** This is asked at the start, when the database may still be on its way. */
  private Uni<Void> opened() {
    return Uni.createFrom()
        .<Void>emitter(emitter -> database.whenOpen(() -> emitter.complete(null)))
        .ifNoItem()
        .after(OPENING)
        .fail();
  }

  private Uni<Map<Series, List<Candle>>> read(long fromNanos) {
    return reads.of(
        () ->
            pool.preparedQuery(CandleSql.NEWEST)
                .execute(Tuple.of(fromNanos))
                .map(
                    rows -> {
                      Map<Series, List<Candle>> found = new HashMap<>();
                      rows.forEach(
                          row -> {
                            Interval interval = CandleRows.interval(row.getLong(14));
                            found
                                .computeIfAbsent(
                                    Series.parse(row.getString(13)), _ -> new ArrayList<>(2))
                                .add(CandleRows.candle(interval, row));
                          });
                      return found;
                    }));
  }
}
