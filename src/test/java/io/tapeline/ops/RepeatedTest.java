package io.tapeline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rounds follow one another whatever becomes of them, until they are stopped. */
class RepeatedTest {

  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger rounds = new AtomicInteger();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Ends well, fails, throws, and so on. */
  private Uni<Void> round() {
    int round = rounds.incrementAndGet();
    if (round % 3 == 0) {
      throw new IllegalStateException("thrown " + round);
    }
    return round % 3 == 2
        ? Uni.createFrom().failure(new IllegalStateException("failed " + round))
        : Uni.createFrom().voidItem();
  }

  @Test
  void itGoesOnAfterWhatFailsAndTellsOfIt() throws InterruptedException {
    Repeated repeated =
        new Repeated(
            vertx, Duration.ofMillis(1), this::round, failure -> told.add(failure.getMessage()));
    repeated.start();
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("failed 2");
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("thrown 3");
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("failed 5");
    repeated.stop();
  }

  @Test
  void whoIsStoppedBeginsNoMoreRounds() throws InterruptedException {
    Repeated stopped =
        new Repeated(vertx, Duration.ofMillis(20), this::round, failure -> told.add("" + failure));
    stopped.start();
    stopped.stop();
    Repeated other =
        new Repeated(
            vertx,
            Duration.ofMillis(40),
            () -> {
              told.add("later");
              return Uni.createFrom().voidItem();
            },
            _ -> {});
    other.start();
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("later");
    assertThat(rounds).hasValue(0);
    other.stop();
  }
}
