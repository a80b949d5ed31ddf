package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.WebhookMeters;
import io.tapeline.webhook.Backoff;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.Outcome.Trouble;
import io.tapeline.webhook.app.DeliveryStore.Claimed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one attempt, and sees to what comes after it. */
@ApplicationScoped
public class Attempts {

  private static final Logger LOG = Logger.getLogger(Attempts.class);

  private final Sender sender;
  private final DeliveryStore store;
  private final WebhookMeters meters;
  private final Backoff backoff;

  public Attempts(Sender sender, DeliveryStore store, WebhookMeters meters, WebhookConfig config) {
    this.sender = sender;
    this.store = store;
    this.meters = meters;
    this.backoff = config.backoff();
  }

  /** Never fails: what can't be written down is sent once more when its lease is over. */
  Uni<Void> make(Claimed claimed) {
    long begun = System.nanoTime();
    return sender
        .send(claimed.parcel())
        .chain(outcome -> finish(claimed, outcome, Duration.ofNanos(System.nanoTime() - begun)))
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "what came of delivery %s is not written down: %s",
                    claimed.parcel().id(), failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> finish(Claimed claimed, Outcome outcome, Duration took) {
    Trouble trouble = outcome.trouble();
    meters.attempts(trouble == null ? "delivered" : trouble.id()).increment();
    @Nullable Duration wait =
        trouble == null || trouble == Trouble.GONE
            ? null
            : backoff
                .after(
                    claimed.tries() + 1,
                    outcome.retryAfter(),
                    ThreadLocalRandom.current().nextDouble())
                .orElse(null);
    return store
        .finish(claimed, outcome, took, wait)
        .invoke(ours -> told(claimed, trouble, ours && wait == null))
        .replaceWithVoid();
  }

  private void told(Claimed claimed, @Nullable Trouble trouble, boolean over) {
    if (over && trouble != null) {
      meters.dead().increment();
      LOG.infof(
          "delivery %s of webhook %s is dead: %s",
          claimed.parcel().id(), claimed.webhook(), trouble.id());
    }
  }
}
