package io.tapeline.webhook.app;

import io.tapeline.webhook.app.DeliveryStore.Claimed;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What this process is sending. For one thread. */
final class InFlight {

  private final int most;
  private final Map<UUID, Integer> byWebhook = new HashMap<>();
  private int all;
  private int failing;

  InFlight(int most) {
    this.most = most;
  }

  /** Deliveries that may be sent beside these. */
  int room() {
    return most - all;
  }

  /** Receivers that fail, and so may take long, have half of it all. */
  boolean isRoomForFailing() {
    return failing < most / 2;
  }

  /**
   * Webhooks of which something is being sent: of these nothing more is taken before it is over.
   */
  Set<UUID> busy() {
    return Set.copyOf(byWebhook.keySet());
  }

  void add(Claimed claimed) {
    all++;
    failing += claimed.failing() ? 1 : 0;
    byWebhook.merge(claimed.webhook(), 1, Integer::sum);
  }

  void remove(Claimed claimed) {
    all--;
    failing -= claimed.failing() ? 1 : 0;
    byWebhook.computeIfPresent(claimed.webhook(), (_, count) -> count == 1 ? null : count - 1);
  }
}
