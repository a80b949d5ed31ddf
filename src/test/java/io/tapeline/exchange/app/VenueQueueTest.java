package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.HttpGet;
import io.tapeline.ops.upstream.Leave;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A venue's patience, over a real local server. */
class VenueQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 250;

  /** A timer may come a little early, as its clock is not ours. */
  private static final long TOLERANCE_MILLIS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final List<Long> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger open = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Answers by the number of the request, 1 for the first. */
  private SandboxedVenue venue(BiConsumer<HttpServerRequest, Integer> answers) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.add(System.nanoTime() / 1_000_000);
                  answers.accept(request, asked.size());
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new SandboxedVenue(port, 0, false);
  }

  private static Uni<String> get(SandboxedVenue venue, String path) {
    return venue
        .queue
        .get(HttpGet.of("https://venue.example/" + path), Leave.OWN)
        .map(body -> new String(body, StandardCharsets.UTF_8));
  }

  private static void refuse(HttpServerRequest request, int status) {
    request.response().setStatusCode(status).end("{}");
  }

  private long waitedMillis(int before) {
    return asked.get(before) - asked.get(before - 1);
  }

  @Test
  void requestsAreSentOneByOneWithAPauseBetween() {
    AtomicInteger most = new AtomicInteger();
    try (SandboxedVenue venue =
        venue(
            (request, _) -> {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              vertx.setTimer(
                  50,
                  _ -> {
                    open.decrementAndGet();
                    request.response().end(request.path());
                  });
            })) {
      List<String> answers =
          Uni.join()
              .all(List.of(get(venue, "a"), get(venue, "b"), get(venue, "c")))
              .andFailFast()
              .await()
              .atMost(PATIENCE);
      assertThat(answers)
          .containsExactly("/venue.example/a", "/venue.example/b", "/venue.example/c");
      assertThat(most).hasValue(1);
      for (int i = 1; i < 3; i++) {
        assertThat(waitedMillis(i)).isGreaterThanOrEqualTo(PAUSE_MILLIS - TOLERANCE_MILLIS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {418, 429, 503})
  void whoAsksForPatienceIsAskedAgain(int status) {
    try (SandboxedVenue venue =
        venue(
            (request, number) -> {
              if (number < 3) {
                refuse(request, status);
              } else {
                request.response().end("at last");
              }
            })) {
      assertThat(get(venue, "a").await().atMost(PATIENCE)).isEqualTo("at last");
      assertThat(asked).hasSize(3);
    }
  }

  @Test
  void allWaitAsLongAsTheVenueSays() {
    try (SandboxedVenue venue =
        venue(
            (request, number) -> {
              if (number == 1) {
                request.response().putHeader("Retry-After", "1");
                refuse(request, 429);
              } else {
                request.response().end("ok");
              }
            })) {
      Uni.join()
          .all(List.of(get(venue, "a"), get(venue, "b")))
          .andFailFast()
          .await()
          .atMost(PATIENCE);
      assertThat(waitedMillis(1)).isGreaterThanOrEqualTo(1_000 - TOLERANCE_MILLIS);
      assertThat(asked).hasSize(3);
    }
  }

  @Test
  void afterFourAttemptsItIsAFailureAndTheNextRequestIsSent() {
    try (SandboxedVenue venue =
        venue(
            (request, number) -> {
              if (number <= 4) {
                refuse(request, 429);
              } else {
                request.response().end("ok");
              }
            })) {
      assertThatThrownBy(() -> get(venue, "a").await().atMost(PATIENCE))
          .hasMessageContaining("429");
      assertThat(asked).hasSize(4);
      assertThat(get(venue, "b").await().atMost(PATIENCE)).isEqualTo("ok");
    }
  }

  @Test
  void whoWantsToBeLeftAloneForLongIsNotAskedMeanwhile() {
    try (SandboxedVenue venue =
        venue(
            (request, _) -> {
              request.response().putHeader("Retry-After", "259200");
              refuse(request, 418);
            })) {
      assertThatThrownBy(() -> get(venue, "a").await().atMost(PATIENCE))
          .hasMessageContaining("418");
      assertThatThrownBy(() -> get(venue, "b").await().atMost(PATIENCE))
          .hasMessageContaining("left alone");
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void anotherRefusalIsAFailureAtOnce() {
    try (SandboxedVenue venue = venue((request, _) -> refuse(request, 404))) {
      assertThatThrownBy(() -> get(venue, "a").await().atMost(PATIENCE))
          .hasMessageContaining("404");
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void afterTheStopNothingIsAsked() {
    try (SandboxedVenue venue = venue((request, _) -> request.response().end("ok"))) {
      venue.queue.stop();
      assertThatThrownBy(() -> get(venue, "a").await().atMost(PATIENCE))
          .hasMessageContaining("stopped");
      assertThat(asked).isEmpty();
    }
  }
}
