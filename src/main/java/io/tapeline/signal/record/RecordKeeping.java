package io.tapeline.signal.record;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Database;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Has records made when they are due, by the process that stores the feed. */
@ApplicationScoped
public class RecordKeeping {

  private static final Logger LOG = Logger.getLogger(RecordKeeping.class);

  private final RecordConfig config;
  private final RecordRounds rounds;
  private final FeedName feed;
  private final Database database;
  private final Vertx vertx;
  private volatile boolean stopped;

  RecordKeeping(
      RecordConfig config, RecordRounds rounds, FeedName feed, Database database, Vertx vertx) {
    this.config = config;
    this.rounds = rounds;
    this.feed = feed;
    this.database = database;
    this.vertx = vertx;
  }

  /**
   * @throws IllegalArgumentException if the configuration names what can be no series
   */
  void start(@Observes StartupEvent event) {
    if (config.enabled() && feed.isFollowed()) {
      rounds.series();
      database.whenOpen(this::after);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void after() {
    long next = Math.min(config.look().toMillis(), config.every().toMillis());
    vertx.setTimer(next, _ -> look());
  }

  private void look() {
    if (stopped) {
      return;
    }
    Uni<Void> work = database.keeping().isOurs() ? rounds.keep() : Uni.createFrom().voidItem();
    work.subscribe()
        .with(
            _ -> after(),
            failure -> {
              LOG.warnf("records of strategies wait: %s", failure);
              after();
            });
  }
}
