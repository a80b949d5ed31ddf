package io.tapeline.webhook.level;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.app.PriceFollower;
import io.tapeline.market.Instrument;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Notices;
import io.tapeline.webhook.app.EventBodies;
import io.tapeline.webhook.app.WebhookStore;
import io.tapeline.webhook.level.LevelStore.Kept;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Holds each index price against the levels that somebody wants to hear of, in the process that
 * stores the feed. What it finds is written down by {@link LevelMoves}; whoever takes over begins
 * with what is written.
 */
@ApplicationScoped
public class LevelWatch implements PriceFollower {

  private static final Logger LOG = Logger.getLogger(LevelWatch.class);
  private static final long LOOK_MILLIS = 1_000;

  /** Changes are told; this is for those that were not heard. */
  private static final int LOOKS_BETWEEN_LOADS = 30;

  private final LevelStore store;
  private final LevelMoves moves;
  private final EventBodies bodies;
  private final FeedName feed;
  private final Database database;
  private final Notices notices;
  private final Vertx vertx;
  private final Map<UUID, WatchedLevel> byWebhook = new HashMap<>();
  private volatile Map<Instrument, List<WatchedLevel>> byInstrument = Map.of();
  private volatile boolean stopped;
  private int looks;

  public LevelWatch(
      LevelStore store,
      LevelMoves moves,
      EventBodies bodies,
      FeedName feed,
      Database database,
      Notices notices,
      Vertx vertx) {
    this.store = store;
    this.moves = moves;
    this.bodies = bodies;
    this.feed = feed;
    this.database = database;
    this.notices = notices;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (!feed.isFollowed()) {
      return;
    }
    notices.listen(
        WebhookStore.CHANGED,
        new Notices.Listener() {
          @Override
          public void heard(String webhook) {
            load();
          }

          @Override
          public void tunedIn() {
            load();
          }
        });
    database.whenOpen(() -> vertx.setPeriodic(1, LOOK_MILLIS, _ -> look()));
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void look() {
    if (!database.keeping().isOurs() || moves.isAstray()) {
      forget();
    } else if (looks++ % LOOKS_BETWEEN_LOADS == 0) {
      load();
    }
  }

  /** Somebody else goes on, or may have; or begin again with what is written. */
  private synchronized void forget() {
    byWebhook.clear();
    byInstrument = Map.of();
    moves.forget();
    looks = 0;
  }

  private void load() {
    if (stopped || !database.keeping().isOurs()) {
      return;
    }
    store
        .levels()
        .subscribe()
        .with(
            this::loaded,
            failure -> LOG.debugf("levels are not looked up: %s", failure.getMessage()));
  }

  /** Of those that are known memory knows more than the store. */
  synchronized void loaded(List<Kept> all) {
    if (!database.keeping().isOurs()) {
      return;
    }
    Map<UUID, WatchedLevel> before = Map.copyOf(byWebhook);
    byWebhook.clear();
    Map<Instrument, List<WatchedLevel>> next = new HashMap<>();
    for (Kept kept : all) {
      WatchedLevel known = before.get(kept.webhook());
      WatchedLevel watched = known == null ? new WatchedLevel(kept) : known;
      byWebhook.put(watched.webhook(), watched);
      next.computeIfAbsent(watched.level().instrument(), _ -> new ArrayList<>()).add(watched);
    }
    byInstrument = next;
  }

  @Override
  public void priced(PriceBoard.Entry entry) {
    if (entry.price().stale() || !byInstrument.containsKey(entry.price().instrument())) {
      return;
    }
    synchronized (this) {
      for (WatchedLevel each : byInstrument.getOrDefault(entry.price().instrument(), List.of())) {
        each.next(entry, bodies).ifPresent(moves::add);
      }
    }
  }
}
