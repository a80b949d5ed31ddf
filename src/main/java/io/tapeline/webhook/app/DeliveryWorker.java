package io.tapeline.webhook.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import io.tapeline.webhook.app.DeliveryStore.Claimed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, as every process does: the database gives each delivery to one of them. What
 * one has begun and did not finish, because it ended, another takes when the lease is over. On one
 * thread, but for the sending and the database.
 */
@ApplicationScoped
public class DeliveryWorker implements Part {

  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

  private final Attempts attempts;
  private final DeliveryStore store;
  private final WebhookConfig config;
  private final Database database;
  private final Vertx vertx;
  private final InFlight sending;
  private @Nullable Context context;
  private boolean looking;
  private boolean again;
  private volatile boolean stopped;
  private volatile @Nullable String problem;

  public DeliveryWorker(
      Attempts attempts,
      DeliveryStore store,
      WebhookConfig config,
      Database database,
      Vertx vertx) {
    this.attempts = attempts;
    this.store = store;
    this.config = config;
    this.database = database;
    this.vertx = vertx;
    this.sending = new InFlight(config.atOnce());
  }

  void start(@Observes StartupEvent event) {
    if (config.send()) {
      database.whenOpen(this::begin);
    }
  }

  /** Looks for what is due, until it is stopped. */
  public void begin() {
    context = vertx.getOrCreateContext();
    vertx.setPeriodic(1, config.lookEvery().toMillis(), _ -> here(this::look));
  }

  void stop(@Observes ShutdownEvent event) {
    stop();
  }

  /** Takes nothing more; what is being sent goes on. */
  public void stop() {
    stopped = true;
  }

  private void here(Runnable work) {
    Context own = context;
    if (own != null) {
      own.runOnContext(_ -> work.run());
    }
  }

  private void look() {
    if (stopped) {
      return;
    }
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    claim()
        .subscribe()
        .with(claimed -> here(() -> looked(claimed)), failure -> here(() -> failed(failure)));
  }

  private Uni<List<Claimed>> claim() {
    int room = Math.min(sending.room(), config.atOncePerWebhook());
    return room == 0
        ? Uni.createFrom().item(List.of())
        : store.claim(sending.busy(), sending.isRoomForFailing(), room, config.leased());
  }

  private void looked(List<Claimed> claimed) {
    problem = null;
    looking = false;
    boolean more = again || !claimed.isEmpty();
    again = false;
    claimed.forEach(this::send);
    if (more) {
      look();
    }
  }

  private void failed(Throwable failure) {
    looking = false;
    again = false;
    if (problem == null && !stopped) {
      LOG.warnf("webhooks wait: %s", failure.getMessage());
    }
    problem = "they wait: " + failure.getMessage();
  }

  private void send(Claimed claimed) {
    sending.add(claimed);
    attempts.make(claimed).subscribe().with(_ -> here(() -> sent(claimed)));
  }

  private void sent(Claimed claimed) {
    sending.remove(claimed);
    look();
  }

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
