package io.tapeline.webhook.app;

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
 * Has new signals looked through, by the process that stores the feed. It follows what is stored,
 * so nothing waits for it.
 */
@ApplicationScoped
public class EventWatch implements Part {

  private static final Logger LOG = Logger.getLogger(EventWatch.class);
  private static final long AFTER_FAILURE_MILLIS = 1_000;

  private final SignalEvents events;
  private final WebhookConfig config;
  private final FeedName feed;
  private final Database database;
  private final Vertx vertx;
  private volatile boolean stopped;
  private volatile @Nullable String problem;

  public EventWatch(
      SignalEvents events, WebhookConfig config, FeedName feed, Database database, Vertx vertx) {
    this.events = events;
    this.config = config;
    this.feed = feed;
    this.database = database;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (feed.isFollowed()) {
      database.whenOpen(() -> after(1));
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
      events.forget();
      after(config.lookEvery().toMillis());
      return;
    }
    events.next().subscribe().with(_ -> looked(), this::failed);
  }

  private void looked() {
    problem = null;
    after(config.lookEvery().toMillis());
  }

  private void failed(Throwable failure) {
    if (problem == null && !stopped) {
      LOG.warnf("signals are not looked through for webhooks: %s", failure.getMessage());
    }
    problem = "signals wait: " + failure.getMessage();
    after(AFTER_FAILURE_MILLIS);
  }

  @Override
  public String name() {
    return "webhook_events";
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
