package io.tapeline.signal.record;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Repeated;
import io.tapeline.ops.store.Database;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Has records made when they are due, by the process that stores the feed. */
@ApplicationScoped
public class RecordKeeping {

  private static final Logger LOG = Logger.getLogger(RecordKeeping.class);

  private final RecordConfig config;
  private final RecordRounds rounds;
  private final FeedName feed;
  private final Database database;
  private final Repeated looks;

  RecordKeeping(
      RecordConfig config, RecordRounds rounds, FeedName feed, Database database, Vertx vertx) {
    this.config = config;
    this.rounds = rounds;
    this.feed = feed;
    this.database = database;
    Duration pause = config.look().compareTo(config.every()) < 0 ? config.look() : config.every();
    this.looks = new Repeated(vertx, pause, this::look, RecordKeeping::failed);
  }

  /**
   * @throws IllegalArgumentException if the configuration names what can be no series
   */
  void start(@Observes StartupEvent event) {
    if (config.enabled() && feed.isFollowed()) {
      rounds.series();
      database.whenOpen(looks::start);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    looks.stop();
  }

  private Uni<Void> look() {
    return database.keeping().isOurs() ? rounds.keep() : Uni.createFrom().voidItem();
  }

  private static void failed(Throwable failure) {
    LOG.warnf("records of strategies wait: %s", failure);
  }
}
