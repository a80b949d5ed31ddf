package io.tapeline.webhook.app;

import io.tapeline.index.app.PriceBoard;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.webhook.Reorg;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.app.DeliveryStore.Told;
import java.util.UUID;

/** Writes events as they are sent. */
public interface EventBodies {

  /** Of a signal. */
  Told signal(UUID webhook, Recorded signal);

  /**
   * Of a price that has crossed a level.
   *
   * @param crossing 1 for the first
   */
  Told price(UUID webhook, Level level, int crossing, PriceBoard.Entry entry);

  /** Of blocks that were taken back. */
  Told reorg(UUID webhook, Reorg reorg);

  /** Of nothing but that somebody wants to see whether it arrives. */
  Told ping(UUID webhook);
}
