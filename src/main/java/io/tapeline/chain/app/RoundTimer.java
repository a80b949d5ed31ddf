package io.tapeline.chain.app;

import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Has one chain's rounds, one after the other: as often as it is polled, and at once where there is
 * more to do or somebody says that something is new. Any thread.
 */
final class RoundTimer {

  private static final Logger LOG = Logger.getLogger(RoundTimer.class);
  private static final long AT_ONCE_MILLIS = 1;

  /**
   * Between rounds that somebody asks for: who says that all is new all the time is not followed.
   */
  private static final long LEAST_MILLIS = 50;

  private final ChainTracker tracker;
  private final Vertx vertx;
  private long timer;
  private boolean isRunning;
  private boolean isWanted;
  private boolean isStopped;

  RoundTimer(ChainTracker tracker, Vertx vertx) {
    this.tracker = tracker;
    this.vertx = vertx;
  }

  ChainTracker tracker() {
    return tracker;
  }

  synchronized void start() {
    after(AT_ONCE_MILLIS);
  }

  synchronized void stop() {
    isStopped = true;
    vertx.cancelTimer(timer);
  }

  /** Something is new: the next round comes at once, or once the one that is under way is over. */
  synchronized void soon() {
    if (isStopped || isWanted) {
      return;
    }
    isWanted = true;
    if (!isRunning && vertx.cancelTimer(timer)) {
      after(LEAST_MILLIS);
    }
  }

  private void after(long millis) {
    timer = vertx.setTimer(millis, _ -> run());
  }

  private void run() {
    synchronized (this) {
      if (isStopped) {
        return;
      }
      isRunning = true;
      isWanted = false;
    }
    tracker.round().subscribe().with(_ -> again(), this::failed);
  }

  private synchronized void again() {
    isRunning = false;
    if (!isStopped) {
      after(
          tracker.isOnItsWay()
              ? AT_ONCE_MILLIS
              : isWanted ? LEAST_MILLIS : tracker.chain().pollEvery().toMillis());
    }
  }

  /** A bug, which must not be the end of it. */
  private void failed(Throwable failure) {
    LOG.errorf(failure, "%s is not followed", tracker.chain().name());
    again();
  }
}
