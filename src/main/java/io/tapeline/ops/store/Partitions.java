package io.tapeline.ops.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions by time: those that a batch needs are made before it is written, as recordings may be
 * of any year, and those of the next days ahead of time. A table's partitions all have one length,
 * days for what comes by the second and longer for what comes less often.
 */
@ApplicationScoped
public class Partitions {

  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final int AHEAD_DAYS = 3;

  /** 2009-01-03, Bitcoin's first block: nothing that we keep is older. */
  private static final long FIRST = Duration.ofDays(14_247).toNanos();

  /** 2100-01-01: a partition for every garbled time of a venue would never end. */
  private static final long END = Duration.ofDays(47_482).toNanos();

  private static final long HOURLY_MILLIS = Duration.ofHours(1).toMillis();

  /** A partitioned table and how long each of its partitions is. */
  public enum Table {
    TRADE("trade", DAY),
    CANDLE_SECOND("candle_second", DAY),
    CANDLE_MINUTE("candle_minute", 28 * DAY),
    CANDLE_LONG("candle_long", 364 * DAY),
    INDEX_PRICE("index_price", 7 * DAY),
    SIGNAL("signal", 7 * DAY);

    private final String table;
    private final long lengthNanos;

    Table(String table, long lengthNanos) {
      this.table = table;
      this.lengthNanos = lengthNanos;
    }
  }

  private final Pool pool;
  private final Clock clock;
  private final Vertx vertx;
  private final Database database;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  public Partitions(Pool pool, Clock clock, Vertx vertx, Database database) {
    this.pool = pool;
    this.clock = clock;
    this.vertx = vertx;
    this.database = database;
  }

  void start(@Observes StartupEvent event) {
    database.whenOpen(
        () -> {
          makeAhead();
          vertx.setPeriodic(HOURLY_MILLIS, _ -> makeAhead());
        });
  }

  private void makeAhead() {
    long now = clock.millis() * 1_000_000;
    for (Table table : Table.values()) {
      ensure(table, List.of(now, now + AHEAD_DAYS * DAY))
          .subscribe()
          .with(_ -> {}, _ -> {}); // a failure shows when a row needs it
    }
  }

  /** After a failed write: the database may have been emptied or restored behind our back. */
  public void forget() {
    made.clear();
  }

  /**
   * Makes the partitions that rows of these times go into; fails with {@link
   * IllegalArgumentException} if one lies before 2009-01-03 or after 2099. Nanoseconds since 1970
   * UTC.
   */
  public Uni<Void> ensure(Table table, Collection<Long> timesNanos) {
    Set<Long> starts = new TreeSet<>();
    for (long time : timesNanos) {
      if (time < FIRST || time >= END) {
        return Uni.createFrom().failure(new IllegalArgumentException("no partition for " + time));
      }
      long start = Math.floorDiv(time, table.lengthNanos) * table.lengthNanos;
      if (!made.contains(name(table, start))) {
        starts.add(start);
      }
    }
    if (starts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createFrom()
        .iterable(starts)
        .onItem()
        .transformToUniAndConcatenate(start -> make(table, start))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<String> make(Table table, long start) {
    String name = name(table, start);
    return pool.query(
            "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM (%d) TO (%d)"
                .formatted(name, table.table, start, start + table.lengthNanos))
        .execute()
        .replaceWith(name)
        .onFailure(PgFailures::isMadeByAnother)
        .recoverWithItem(name)
        .invoke(made::add);
  }

  /** The names of the partitions that hold nothing from this time on, the oldest first. */
  Uni<List<String>> endedBy(Table table, long timeNanos) {
    return pool.preparedQuery(
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = $1::text::regclass
              AND substring(c.relname FROM '_d(-?[0-9]+)$')::bigint * $2 + $3 <= $4
            ORDER BY substring(c.relname FROM '_d(-?[0-9]+)$')::bigint
            """)
        .execute(Tuple.of(table.table, DAY, table.lengthNanos, timeNanos))
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
  }

  private static String name(Table table, long start) {
    return table.table + "_d" + Math.floorDiv(start, DAY);
  }
}
