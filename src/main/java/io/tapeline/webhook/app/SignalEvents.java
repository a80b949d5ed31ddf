package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.Rounds;
import io.tapeline.signal.app.RecordedSignals;
import io.tapeline.signal.app.RecordedSignals.Page;
import io.tapeline.signal.app.RecordedSignals.Place;
import io.tapeline.signal.app.RecordedSignals.Wanted;
import io.tapeline.webhook.Subscription.Signals;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.DeliveryStore.Told;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows the recording of signals, round by round: what was recorded since the last round becomes
 * deliveries of those who want it. An event has one delivery for each webhook, so that a round that
 * was broken off is simply begun again.
 */
@ApplicationScoped
public class SignalEvents implements Rounds {

  /** Signals that are looked at together. */
  private static final int MANY = 500;

  private final RecordedSignals signals;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final EventMark mark;
  private final EventBodies bodies;
  private final int most;
  private volatile @Nullable Long known;

  public SignalEvents(
      RecordedSignals signals,
      WebhookStore webhooks,
      DeliveryStore deliveries,
      EventMark mark,
      EventBodies bodies,
      WebhookConfig config) {
    this.signals = signals;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.mark = mark;
    this.bodies = bodies;
    this.most = config.mostWaiting();
  }

  @Override
  public String name() {
    return "signals for webhooks";
  }

  @Override
  public void forget() {
    known = null;
  }

  @Override
  public Uni<Boolean> next() {
    return from()
        .chain(from -> signals.horizonNanos().chain(to -> round(from, to)))
        .replaceWith(false)
        .onFailure()
        .invoke(this::forget);
  }

  private Uni<Long> from() {
    Long before = known;
    return before == null ? mark.nanos() : Uni.createFrom().item(before);
  }

  private Uni<Void> round(long from, long to) {
    known = from;
    if (to <= from) {
      return Uni.createFrom().voidItem();
    }
    return webhooks
        .active(Signals.KIND)
        .chain(
            all ->
                all.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : pages(all, wanted(all, to), Place.after(from)))
        .chain(() -> mark.move(from, to))
        .invoke(() -> known = to);
  }

  private Uni<Void> pages(List<Webhook> all, Wanted wanted, Place behind) {
    return signals
        .read(wanted, behind, MANY)
        .chain(
            page ->
                deliveries
                    .record(told(all, page), most)
                    .chain(
                        () ->
                            page.signals().size() < MANY
                                ? Uni.createFrom().voidItem()
                                : pages(all, wanted, page.last())));
  }

  private List<Told> told(List<Webhook> all, Page page) {
    List<Told> told = new ArrayList<>();
    for (RecordedSignals.Heard heard : page.signals()) {
      for (Webhook webhook : all) {
        if (filter(webhook).wants(heard.signal().judged(), heard.before())
            && isLater(heard.signal().recordedNanos(), webhook)) {
          told.add(bodies.signal(webhook.id(), heard.signal()));
        }
      }
    }
    return told;
  }

  /** What was said before somebody wanted to hear of it is the past. */
  private static boolean isLater(long recordedNanos, Webhook webhook) {
    var created = webhook.created();
    return recordedNanos > created.getEpochSecond() * 1_000_000_000 + created.getNano();
  }

  private static Signals filter(Webhook webhook) {
    return (Signals) webhook.subscription();
  }

  /** What any of them may want. */
  private static Wanted wanted(List<Webhook> all, long toNanos) {
    return new Wanted(
        union(all, Signals::series),
        union(all, Signals::strategies),
        union(all, Signals::intervals),
        all.stream().anyMatch(each -> filter(each).revisions()),
        all.stream().anyMatch(each -> filter(each).changedOnly()),
        toNanos);
  }

  private static <T> Set<T> union(List<Webhook> all, Function<Signals, Set<T>> part) {
    Set<T> union = new HashSet<>();
    for (Webhook each : all) {
      Set<T> ids = part.apply(filter(each));
      if (ids.isEmpty()) {
        return Set.of();
      }
      union.addAll(ids);
    }
    return union;
  }
}
