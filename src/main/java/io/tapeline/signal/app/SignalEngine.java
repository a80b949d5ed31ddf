package io.tapeline.signal.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has signals made at the close of candles, by the process that stores the feed and follows it. It
 * follows what is stored, so nothing waits for it: it is late where the database is.
 */
@ApplicationScoped
public class SignalEngine implements Part {

  private static final Logger LOG = Logger.getLogger(SignalEngine.class);
  private static final long AT_ONCE_MILLIS = 1;
  private static final long AFTER_FAILURE_MILLIS = 1_000;

  private final SignalConfig config;
  private final SignalRounds rounds;
  private final FeedName feed;
  private final Database database;
  private final Vertx vertx;
  private volatile boolean stopped;
  private volatile @Nullable String problem;

  public SignalEngine(
      SignalConfig config, SignalRounds rounds, FeedName feed, Database database, Vertx vertx) {
    this.config = config;
    this.rounds = rounds;
    this.feed = feed;
    this.database = database;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled() && feed.isFollowed()) {
      rounds.begin();
      database.whenOpen(() -> after(AT_ONCE_MILLIS));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
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
      after(config.lookEvery().toMillis());
      return;
    }
    rounds.next().subscribe().with(this::looked, this::failed);
  }

  private void looked(boolean more) {
    problem = null;
    after(more ? AT_ONCE_MILLIS : config.lookEvery().toMillis());
  }

  private void failed(Throwable failure) {
    if (problem == null && !stopped) {
      LOG.warnf("signals wait: %s", failure);
    }
    problem = "they wait: " + failure.getMessage();
    after(AFTER_FAILURE_MILLIS);
  }

  @Override
  public String name() {
    return "signals";
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
