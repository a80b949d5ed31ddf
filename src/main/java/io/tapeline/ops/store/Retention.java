package io.tapeline.ops.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Partitions.Table;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Drops the partitions that are older than they are to be kept, at the start and every hour. */
@ApplicationScoped
public class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final long HOURLY_MILLIS = Duration.ofHours(1).toMillis();

  /** The feed of which nothing goes. */
  public static final String REPLAY = "replay";

  /** A table is not held up for long: what can't be dropped now is dropped an hour later. */
  private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

  private final Pool pool;
  private final RetentionConfig config;
  private final Partitions partitions;
  private final FeedName feed;
  private final Clock clock;
  private final Vertx vertx;
  private final Database database;

  public Retention(
      Pool pool,
      RetentionConfig config,
      Partitions partitions,
      FeedName feed,
      Clock clock,
      Vertx vertx,
      Database database) {
    this.pool = pool;
    this.config = config;
    this.partitions = partitions;
    this.feed = feed;
    this.clock = clock;
    this.vertx = vertx;
    this.database = database;
  }

  void start(@Observes StartupEvent event) {
    if (!feed.id().equals(REPLAY)) {
      database.whenOpen(
          () -> {
            sweep();
            vertx.setPeriodic(HOURLY_MILLIS, _ -> sweep());
          });
    }
  }

  private void sweep() {
    dropOld()
        .subscribe()
        .with(
            dropped -> dropped.forEach(name -> LOG.infof("dropped %s: past its retention", name)),
            failure -> LOG.warnf("dropping old partitions failed: %s", failure.getMessage()));
  }

  /** Drops what is too old, and tells the names of what it dropped. */
  Uni<List<String>> dropOld() {
    return Multi.createFrom()
        .items(Table.values())
        .onItem()
        .transformToUniAndConcatenate(this::old)
        .onItem()
        .<String>disjoint()
        .onItem()
        .transformToUniAndConcatenate(this::drop)
        .collect()
        .asList();
  }

  private Uni<List<String>> old(Table table) {
    long now = clock.millis() * 1_000_000;
    return partitions.endedBy(table, now - kept(table).toNanos());
  }

  private Uni<String> drop(String partition) {
    return pool.withTransaction(
            connection ->
                connection
                    .query(PATIENCE)
                    .execute()
                    .chain(_ -> connection.query("DROP TABLE " + partition).execute()))
        .invoke(partitions::forget)
        .replaceWith(partition);
  }

  private Duration kept(Table table) {
    return switch (table) {
      case TRADE -> config.trades();
      case CANDLE_SECOND -> config.seconds();
      case CANDLE_MINUTE -> config.minutes();
      case CANDLE_LONG -> config.longer();
      case INDEX_PRICE -> config.indexPrices();
      case SIGNAL -> config.signals();
    };
  }
}
