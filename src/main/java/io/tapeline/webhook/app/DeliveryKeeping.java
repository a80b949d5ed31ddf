package io.tapeline.webhook.app;

import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.WebhookMeters;
import io.tapeline.ops.store.Database;
import io.tapeline.webhook.app.DeliveryStore.Waiting;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Drops old deliveries, and counts those that wait. */
@ApplicationScoped
public class DeliveryKeeping {

  private static final Logger LOG = Logger.getLogger(DeliveryKeeping.class);
  private static final long DROP_MILLIS = Duration.ofHours(1).toMillis();
  private static final long COUNT_MILLIS = Duration.ofSeconds(15).toMillis();

  private final DeliveryStore store;
  private final WebhookConfig config;
  private final Database database;
  private final Vertx vertx;
  private volatile Waiting waiting = new Waiting(0, Duration.ZERO);

  public DeliveryKeeping(
      DeliveryStore store,
      WebhookConfig config,
      Database database,
      Vertx vertx,
      WebhookMeters meters) {
    this.store = store;
    this.config = config;
    this.database = database;
    this.vertx = vertx;
    meters.waiting(() -> waiting.deliveries());
    meters.oldest(() -> waiting.oldest().toMillis());
  }

  void start(@Observes StartupEvent event) {
    if (config.send()) {
      database.whenOpen(
          () -> {
            vertx.setPeriodic(COUNT_MILLIS, _ -> count());
            vertx.setPeriodic(COUNT_MILLIS, DROP_MILLIS, _ -> drop());
          });
    }
  }

  private void count() {
    store
        .waiting()
        .subscribe()
        .with(
            counted -> waiting = counted,
            failure -> LOG.debugf("deliveries are not counted: %s", failure.getMessage()));
  }

  private void drop() {
    store
        .drop(config.keep())
        .subscribe()
        .with(
            dropped -> LOG.debugf("dropped %d old deliveries", dropped),
            failure -> LOG.warnf("old deliveries are not dropped: %s", failure.getMessage()));
  }
}
