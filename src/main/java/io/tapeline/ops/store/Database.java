package io.tapeline.ops.store;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The database from "not there yet" to "open": waits for it, brings its schema up to date, makes
 * sure that it holds this very feed. The service runs meanwhile; what is to be stored waits.
 */
@ApplicationScoped
public class Database implements Part {

  private static final Logger LOG = Logger.getLogger(Database.class);
  private static final long RETRY_MILLIS = 250;

  private final Vertx vertx;
  private final Flyway flyway;
  private final Pool pool;
  private final FeedName feed;
  private final StoreConfig config;
  private final FeedKeeping keeping;
  private final List<Runnable> whenOpen = new ArrayList<>();
  private volatile boolean open;
  private volatile @Nullable String problem = "it is not open yet";

  public Database(Vertx vertx, Flyway flyway, Pool pool, FeedName feed, StoreConfig config) {
    this.vertx = vertx;
    this.flyway = flyway;
    this.pool = pool;
    this.feed = feed;
    this.config = config;
    this.keeping = new FeedKeeping(vertx, pool, feed.isFollowed());
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      attempt();
    } else {
      problem = "storing is switched off by configuration";
    }
  }

  private void attempt() {
    vertx
        .executeBlocking(this::migrate, false)
        .onComplete(
            done -> {
              if (done.succeeded()) {
                claim();
              } else {
                problem = "it does not answer yet: " + reason(done.cause());
                vertx.setTimer(RETRY_MILLIS, _ -> attempt());
              }
            });
  }

  /** The first line of the innermost cause, which says it best: "Connection to … refused". */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private boolean migrate() throws FlywayException {
    flyway.migrate();
    return true;
  }

  /** The first feed to come has the database; another one is turned away. */
  private void claim() {
    pool.preparedQuery(
            "INSERT INTO feed_identity (feed) VALUES ($1) ON CONFLICT (only_row) DO UPDATE"
                + " SET feed = feed_identity.feed RETURNING feed")
        .execute(Tuple.of(feed.whole()))
        .map(rows -> rows.iterator().next().getString(0))
        .subscribe()
        .with(
            this::claimed,
            failure -> {
              problem = "it can't be claimed: " + failure.getMessage();
              vertx.setTimer(RETRY_MILLIS, _ -> attempt());
            });
  }

  private void claimed(String holder) {
    if (!holder.equals(feed.whole())) {
      problem = "it holds the feed " + holder;
      LOG.errorf(
          "this database holds the feed '%s' and this service has '%s'; data of two feeds never"
              + " mixes. Use another database, another --home, or --fresh.",
          holder, feed.whole());
      Quarkus.asyncExit(2);
      return;
    }
    problem = null;
    LOG.info("the database is open");
    keeping.begin();
    List<Runnable> waiting;
    synchronized (whenOpen) {
      open = true;
      waiting = List.copyOf(whenOpen);
      whenOpen.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /** Calls back once: when the database opens, at once if it is open. */
  public void whenOpen(Runnable callback) {
    synchronized (whenOpen) {
      if (!open) {
        whenOpen.add(callback);
        return;
      }
    }
    callback.run();
  }

  public boolean isOpen() {
    return open;
  }

  /** Whether this process stores what the feed brings. */
  public FeedKeeping keeping() {
    return keeping;
  }

  /** A write has failed or gone well: what status says of the database. */
  void report(@Nullable String trouble) {
    if (open) {
      problem = trouble;
    }
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
