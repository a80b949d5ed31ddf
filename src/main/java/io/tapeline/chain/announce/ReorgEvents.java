package io.tapeline.chain.announce;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Rounds;
import io.tapeline.webhook.Reorg;
import io.tapeline.webhook.Subscription.Reorgs;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.DeliveryStore;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.app.EventBodies;
import io.tapeline.webhook.app.WebhookConfig;
import io.tapeline.webhook.app.WebhookStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the recording of reorgs, round by round: what was recorded since the last round becomes
 * deliveries of those who want it. An event has one delivery for each webhook, so that a round that
 * was broken off is simply begun again.
 */
@ApplicationScoped
public class ReorgEvents implements Rounds {

  /** Reorgs that are looked at together. */
  private static final int MANY = 100;

  private final ReorgLog log;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final EventBodies bodies;
  private final int most;
  private volatile @Nullable Instant known;

  public ReorgEvents(
      ReorgLog log,
      WebhookStore webhooks,
      DeliveryStore deliveries,
      EventBodies bodies,
      WebhookConfig config) {
    this.log = log;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.most = config.mostWaiting();
  }

  @Override
  public String name() {
    return "reorgs for webhooks";
  }

  @Override
  public void forget() {
    known = null;
  }

  @Override
  public Uni<Boolean> next() {
    return from()
        .chain(from -> log.horizon().chain(to -> round(from, to)))
        .onFailure()
        .invoke(this::forget);
  }

  private Uni<Instant> from() {
    Instant before = known;
    return before == null ? log.mark() : Uni.createFrom().item(before);
  }

  private Uni<Boolean> round(Instant from, Instant to) {
    known = from;
    return to.isAfter(from)
        ? log.recorded(from, to, MANY).chain(reorgs -> tell(reorgs, from, to))
        : Uni.createFrom().item(false);
  }

  /** Whether there may be more. */
  private Uni<Boolean> tell(List<Reorg> reorgs, Instant from, Instant to) {
    boolean isMore = reorgs.size() == MANY;
    Instant reached = isMore ? reorgs.getLast().time() : to;
    Uni<Void> recorded =
        reorgs.isEmpty()
            ? Uni.createFrom().voidItem()
            : webhooks.active(Reorgs.KIND).chain(all -> deliveries.record(told(all, reorgs), most));
    return recorded
        .chain(() -> log.move(from, reached))
        .invoke(() -> known = reached)
        .replaceWith(isMore);
  }

  /** What happened before somebody wanted to hear of it is the past. */
  private List<Told> told(List<Webhook> all, List<Reorg> reorgs) {
    return reorgs.stream()
        .flatMap(
            reorg ->
                all.stream()
                    .filter(
                        webhook ->
                            webhook.subscription() instanceof Reorgs wanted
                                && wanted.wants(reorg)
                                && reorg.time().isAfter(webhook.created()))
                    .map(webhook -> bodies.reorg(webhook.id(), reorg)))
        .toList();
  }
}
