package io.tapeline.ops;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has the same done again and again, one round after the other: the next one begins a while after
 * the one before ended, however it ended. Any thread.
 */
public final class Repeated {

  private final Vertx vertx;
  private final long pauseMillis;
  private final Supplier<Uni<? extends Void>> round;
  private final Consumer<Throwable> failed;
  private volatile boolean stopped;

  /**
   * @param pause before each round, the first one as well
   * @param failed told why a round failed
   */
  public Repeated(
      Vertx vertx,
      Duration pause,
      Supplier<Uni<? extends Void>> round,
      Consumer<Throwable> failed) {
    this.vertx = vertx;
    this.pauseMillis = pause.toMillis();
    this.round = round;
    this.failed = failed;
  }

  public void start() {
    if (!stopped) {
      vertx.setTimer(pauseMillis, _ -> run());
    }
  }

  /** Of a round that is under way nobody is told any more, and none follows it. */
  public void stop() {
    stopped = true;
  }

  private void run() {
    if (!stopped) {
      Uni.createFrom().<Void>deferred(round).subscribe().with(_ -> start(), this::failed);
    }
  }

  private void failed(Throwable failure) {
    if (!stopped) {
      failed.accept(failure);
    }
    start();
  }
}
