package io.tapeline.webhook.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Following;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Has new signals looked through, by the process that stores the feed. It follows what is stored,
 * so nothing waits for it.
 */
@ApplicationScoped
public class EventWatch implements Part {

  private final FeedName feed;
  private final Following following;

  public EventWatch(
      SignalEvents events, WebhookConfig config, FeedName feed, Database database, Vertx vertx) {
    this.feed = feed;
    this.following = new Following(events, database, vertx, config.lookEvery().toMillis());
  }

  void start(@Observes StartupEvent event) {
    if (feed.isFollowed()) {
      following.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    following.stop();
  }

  @Override
  public String name() {
    return "webhook_events";
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(following.problem());
  }
}
