package io.tapeline.ops.store;

import io.vertx.core.Vertx;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has one round after the other, as long as the feed is kept by this process. */
public final class Following {

  private static final Logger LOG = Logger.getLogger(Following.class);
  private static final long AT_ONCE_MILLIS = 1;
  private static final long AFTER_FAILURE_MILLIS = 1_000;

  private final Rounds rounds;
  private final Database database;
  private final Vertx vertx;
  private final long everyMillis;
  private volatile boolean stopped;
  private volatile @Nullable String problem;

  /**
   * @param everyMillis wait for more where there is none, or where another process keeps the feed
   */
  public Following(Rounds rounds, Database database, Vertx vertx, long everyMillis) {
    this.rounds = rounds;
    this.database = database;
    this.vertx = vertx;
    this.everyMillis = everyMillis;
  }

  /** Once the database is open. */
  public void start() {
    database.whenOpen(() -> after(AT_ONCE_MILLIS));
  }

  public void stop() {
    stopped = true;
  }

  /** What holds them up; null if nothing does. */
  public @Nullable String problem() {
    return problem;
  }

  private void after(long millis) {
    vertx.setTimer(millis, _ -> look());
  }

  private void look() {
    if (stopped) {
      return;
    }
    if (!database.keeping().isOurs()) {
      rounds.forget();
      after(everyMillis);
      return;
    }
    rounds.next().subscribe().with(this::looked, this::failed);
  }

  private void looked(boolean more) {
    problem = null;
    after(more ? AT_ONCE_MILLIS : everyMillis);
  }

  private void failed(Throwable failure) {
    if (problem == null && !stopped) {
      LOG.warnf("%s wait: %s", rounds.name(), failure);
    }
    problem = rounds.name() + " wait: " + failure.getMessage();
    after(AFTER_FAILURE_MILLIS);
  }
}
