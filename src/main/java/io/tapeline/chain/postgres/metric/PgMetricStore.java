package io.tapeline.chain.postgres.metric;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.metric.ActiveAddresses;
import io.tapeline.chain.metric.Figures;
import io.tapeline.chain.metric.Stretch;
import io.tapeline.chain.metric.app.MetricStore;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreReads;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Figures of blocks in PostgreSQL, summed there. */
@ApplicationScoped
public class PgMetricStore implements MetricStore {

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long HOUR_NANOS = 3_600 * NANOS_PER_SECOND;

  private final Pool pool;
  private final StoreReads reads;

  public PgMetricStore(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<List<Stretch>> read(
      String chain, long fromNanos, long toNanos, long lengthNanos, long asOfNanos) {
    Tuple arguments =
        Tuple.tuple()
            .addString(chain)
            .addOffsetDateTime(moment(fromNanos))
            .addOffsetDateTime(moment(toNanos))
            .addDouble((double) lengthNanos / NANOS_PER_SECOND)
            .addOffsetDateTime(moment(asOfNanos))
            .addBoolean(lengthNanos % HOUR_NANOS == 0);
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(MetricSql.READ)
                .execute(arguments)
                .map(rows -> rows.stream().map(PgMetricStore::stretch).toList()));
  }

  private static Stretch stretch(Row row) {
    return new Stretch(
        RecordingClock.nanos(row.getOffsetDateTime("open")),
        row.getLong("blocks"),
        row.getLong("first"),
        row.getLong("last"),
        Hash.of(row.getBuffer("last_hash").getBytes()),
        row.getBoolean("complete"),
        row.getBoolean("is_known") ? figures(row) : null);
  }

  private static Figures figures(Row row) {
    return new Figures(
        row.getLong("transactions"),
        row.getLong("gas_used"),
        Objects.requireNonNull(number(row, "burned")),
        number(row, "blob_burned"),
        Objects.requireNonNull(number(row, "paid")),
        Objects.requireNonNull(number(row, "transferred")),
        ActiveAddresses.union(
            Arrays.stream(row.getDelegate().getArrayOfBuffers("active"))
                .map(Buffer::getBytes)
                .map(ActiveAddresses::of)
                .toList()));
  }

  private static @Nullable BigInteger number(Row row, String column) {
    BigDecimal number = row.getBigDecimal(column);
    return number == null ? null : number.toBigIntegerExact();
  }

  @Override
  public Uni<List<Long>> hoursToKeep(String chain, long newest, int most) {
    return reads.of(
        () ->
            pool.preparedQuery(MetricSql.HOURS)
                .execute(Tuple.of(chain, newest, most))
                .map(
                    rows ->
                        rows.stream()
                            .map(row -> RecordingClock.nanos(row.getOffsetDateTime(0)))
                            .toList()));
  }

  @Override
  public Uni<Void> keep(String chain, Stretch hour) {
    Figures figures = Objects.requireNonNull(hour.figures());
    BigInteger blobBurned = figures.blobBurned();
    Tuple arguments =
        Tuple.tuple()
            .addString(chain)
            .addOffsetDateTime(moment(hour.openNanos()))
            .addLong(hour.first())
            .addLong(hour.last())
            .addValue(Buffer.buffer(hour.lastHash().bytes()))
            .addLong(figures.transactions())
            .addLong(figures.gasUsed())
            .addValue(Numeric.create(figures.burned()))
            .addValue(blobBurned == null ? null : Numeric.create(blobBurned))
            .addValue(Numeric.create(figures.paid()))
            .addValue(Numeric.create(figures.transferred()))
            .addValue(Buffer.buffer(figures.active().bytes()));
    return pool.preparedQuery(MetricSql.KEEP).execute(arguments).replaceWithVoid();
  }

  @Override
  public Uni<Long> horizon(long atLeastNanos) {
    return reads.orUnavailable(() -> RecordingClock.BLOCKS.horizon(pool, atLeastNanos));
  }
}
