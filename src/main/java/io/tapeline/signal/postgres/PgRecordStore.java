package io.tapeline.signal.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.signal.json.RecordPartJson;
import io.tapeline.signal.record.RecordStore;
import io.tapeline.signal.record.TrackRecord;
import io.tapeline.signal.strategy.StrategyName;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records in PostgreSQL, the parts of each as they are sent. */
@ApplicationScoped
public class PgRecordStore implements RecordStore {

  private static final String INSERT =
      """
      INSERT INTO strategy_record
        (strategy, version, series, candle_interval, method, as_of, in_sample, out_of_sample)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String NEWEST =
      """
      SELECT DISTINCT ON (series COLLATE "C", candle_interval)
        series, candle_interval, method, as_of, recorded_at, in_sample, out_of_sample
      FROM strategy_record WHERE strategy = $1 AND version = $2
      ORDER BY series COLLATE "C", candle_interval, recorded_at DESC
      """;

  /** Arguments: names and versions of strategies. */
  private static final String LAST =
      """
      SELECT series, candle_interval, min(newest) AS last
      FROM (SELECT series, candle_interval, max(recorded_at) AS newest
            FROM strategy_record
            WHERE (strategy, version) IN (SELECT * FROM unnest($1::text[], $2::int[]))
            GROUP BY series, candle_interval, strategy, version) each
      GROUP BY series, candle_interval HAVING count(*) = cardinality($1)
      """;

  private final Pool pool;
  private final StoreReads reads;
  private final ObjectMapper mapper;

  public PgRecordStore(Pool pool, StoreReads reads, ObjectMapper mapper) {
    this.pool = pool;
    this.reads = reads;
    this.mapper = mapper;
  }

  @Override
  public Uni<Void> write(List<TrackRecord> made) {
    List<Tuple> rows = made.stream().map(this::row).toList();
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.withTransaction(
            connection -> connection.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid());
  }

  private Tuple row(TrackRecord made) {
    return Tuple.tuple()
        .addString(made.strategy().id())
        .addInteger(made.strategy().version())
        .addString(made.series())
        .addString(made.interval().id())
        .addString(made.method())
        .addOffsetDateTime(made.asOf().atOffset(ZoneOffset.UTC))
        .addString(json(made.inSample()))
        .addString(json(made.outOfSample()));
  }

  private @Nullable String json(@Nullable RecordPartJson part) {
    try {
      return part == null ? null : mapper.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is plain data", e);
    }
  }

  @Override
  public Uni<List<TrackRecord>> newest(StrategyName strategy) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(NEWEST)
                .execute(Tuple.of(strategy.id(), strategy.version()))
                .map(rows -> rows.stream().map(row -> record(strategy, row)).toList()));
  }

  private TrackRecord record(StrategyName strategy, Row row) {
    return new TrackRecord(
        strategy,
        row.getString(0),
        Interval.of(row.getString(1)).orElseThrow(),
        row.getString(2),
        instant(row.getOffsetDateTime(3)),
        instant(row.getOffsetDateTime(4)),
        part(row.getString(5)),
        part(row.getString(6)));
  }

  private static Instant instant(OffsetDateTime time) {
    return time.toInstant();
  }

  private @Nullable RecordPartJson part(@Nullable String json) {
    try {
      return json == null ? null : mapper.readValue(json, RecordPartJson.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that was kept is none", e);
    }
  }

  @Override
  public Uni<Map<Ground, Instant>> last(List<StrategyName> strategies) {
    return reads.of(
        () ->
            pool.preparedQuery(LAST)
                .execute(
                    Tuple.of(
                        strategies.stream().map(StrategyName::id).toArray(String[]::new),
                        strategies.stream().map(StrategyName::version).toArray(Integer[]::new)))
                .map(PgRecordStore::last));
  }

  private static Map<Ground, Instant> last(RowSet<Row> rows) {
    Map<Ground, Instant> last = new HashMap<>();
    for (Row row : rows) {
      Interval.of(row.getString(1))
          .ifPresent(
              interval ->
                  last.put(
                      new Ground(row.getString(0), interval), instant(row.getOffsetDateTime(2))));
    }
    return last;
  }
}
