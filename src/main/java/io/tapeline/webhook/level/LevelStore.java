package io.tapeline.webhook.level;

import io.smallrye.mutiny.Uni;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Level.Stance;
import io.tapeline.webhook.app.DeliveryStore.Told;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where prices stand to the levels that somebody wants to hear of. */
public interface LevelStore {

  /**
   * A level as it is kept.
   *
   * @param crossings how often it has been crossed
   */
  record Kept(UUID webhook, Level level, Stance stance, int crossings) {}

  /**
   * Where the price is now.
   *
   * @param before crossings that there were
   * @param after the same, or one more
   * @param told what is to be sent of it; null if nothing is
   * @param over whether nothing more is to be told
   */
  record Move(
      UUID webhook, int before, int after, Stance stance, @Nullable Told told, boolean over) {}

  /** Those of webhooks that are to be told of what comes. */
  Uni<List<Kept>> levels();

  /**
   * Writes it down with what is to be sent; or nothing of it, and says so, where the level is not
   * kept any more, or another process has written of the same crossing.
   */
  Uni<Boolean> move(Move move, int mostWaiting);
}
