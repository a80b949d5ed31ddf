package io.tapeline.webhook.level;

import io.tapeline.index.app.PriceBoard;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Level.Stance;
import io.tapeline.webhook.app.EventBodies;
import io.tapeline.webhook.level.LevelStore.Kept;
import io.tapeline.webhook.level.LevelStore.Move;
import java.util.Optional;
import java.util.UUID;

/** A level that is looked at with each price. For one thread at a time. */
final class WatchedLevel {

  private final UUID webhook;
  private final Level level;
  private Stance stance;
  private int crossings;
  private boolean over;

  WatchedLevel(Kept kept) {
    this.webhook = kept.webhook();
    this.level = kept.level();
    this.stance = kept.stance();
    this.crossings = kept.crossings();
  }

  UUID webhook() {
    return webhook;
  }

  Level level() {
    return level;
  }

  /** What is to be written down of this price; mostly nothing. */
  Optional<Move> next(PriceBoard.Entry entry, EventBodies bodies) {
    Stance after = level.next(stance, entry.price().price());
    if (over || after == stance) {
      return Optional.empty();
    }
    boolean crossed = Level.isCrossed(stance, after);
    stance = after;
    if (!crossed) {
      return Optional.of(new Move(webhook, crossings, crossings, after, null, false));
    }
    int before = crossings++;
    over = !level.again();
    return Optional.of(
        new Move(
            webhook,
            before,
            crossings,
            after,
            bodies.price(webhook, level, crossings, entry),
            over));
  }
}
