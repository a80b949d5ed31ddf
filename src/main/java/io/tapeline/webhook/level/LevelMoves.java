package io.tapeline.webhook.level;

import io.tapeline.webhook.app.WebhookConfig;
import io.tapeline.webhook.level.LevelStore.Move;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down where prices are, one after the other, and again until the store has taken it. */
@ApplicationScoped
public class LevelMoves {

  private static final Logger LOG = Logger.getLogger(LevelMoves.class);
  private static final int MOST = 10_000;
  private static final long AFTER_FAILURE_MILLIS = 1_000;

  private final LevelStore store;
  private final Vertx vertx;
  private final int mostWaiting;
  private final Deque<Move> waiting = new ArrayDeque<>();
  private boolean writing;
  private volatile boolean astray;

  public LevelMoves(LevelStore store, Vertx vertx, WebhookConfig config) {
    this.store = store;
    this.vertx = vertx;
    this.mostWaiting = config.mostWaiting();
  }

  /**
   * More has come than is kept, or somebody else has written: who watches has to begin again with
   * what is written. Until then nothing more is.
   */
  boolean isAstray() {
    return astray;
  }

  synchronized void forget() {
    waiting.clear();
    astray = false;
  }

  synchronized void add(Move move) {
    astray |= waiting.size() == MOST;
    if (astray) {
      return;
    }
    waiting.add(move);
    if (!writing) {
      writing = true;
      vertx.runOnContext(_ -> write());
    }
  }

  private synchronized @Nullable Move next() {
    Move first = waiting.peek();
    writing = first != null;
    return first;
  }

  private void write() {
    Move move = next();
    if (move != null) {
      store
          .move(move, mostWaiting)
          .subscribe()
          .with(
              ours -> {
                written(move, ours);
                write();
              },
              failure -> {
                LOG.warnf("where a price is waits to be written: %s", failure.getMessage());
                vertx.setTimer(AFTER_FAILURE_MILLIS, _ -> write());
              });
    }
  }

  /** Unless all was forgotten meanwhile. */
  private synchronized void written(Move move, boolean ours) {
    if (waiting.peek() != move) {
      return;
    }
    if (ours) {
      waiting.remove();
    } else {
      waiting.clear();
      astray = true;
    }
  }
}
