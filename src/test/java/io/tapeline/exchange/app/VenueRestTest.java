package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.exchange.HttpGet;
import io.tapeline.market.Venue;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A venue's REST, over a real local server. */
class VenueRestTest {

  /** Little at a time: the one that reads has its turn between two of them. */
  private static final int PART_BYTES = 1 << 14;

  /** What is too large is to be found out by its size, however slow the machine. */
  private static final FeedConfig CONFIG =
      Configs.of(
          FeedConfig.class,
          Map.of(
              "tapeline.exchange.rest-timeout",
              "2m",
              "tapeline.exchange.max-body-bytes",
              Integer.toString(1 << 20)));

  private static final Duration PATIENCE = CONFIG.restTimeout().plusSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch listenerLeft = new CountDownLatch(1);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private byte[] get(String path) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
            .requestHandler(
                request -> {
                  HttpServerResponse answer = request.response().setChunked(true);
                  switch (String.valueOf(request.path())) {
                    case "/venue.example/endless" -> sendWithoutEnd(answer);
                    case "/venue.example/busy" -> answer.setStatusCode(503).end("[]");
                    default -> answer.end("[1]");
                  }
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    VenueRest rest =
        new VenueRest(
            vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(true)),
            new Endpoints.Local(server.actualPort()),
            CONFIG,
            VenueRest.upstream(TestUpstreams.of(Map.of()), new Venue("okx"), CONFIG),
            (_, _) -> Optional.empty(),
            (_, _) -> {});
    return rest.get(new HttpGet(URI.create("https://venue.example/" + path)), Leave.OWN)
        .await()
        .atMost(PATIENCE);
  }

  private void sendWithoutEnd(HttpServerResponse answer) {
    answer
        .write(Buffer.buffer(new byte[PART_BYTES]))
        .onSuccess(_ -> sendWithoutEnd(answer))
        .onFailure(_ -> listenerLeft.countDown());
  }

  @Test
  void anAnswerIsReadWhole() {
    assertThat(get("list")).asString().isEqualTo("[1]");
  }

  @Test
  void anotherStatusIsAFailure() {
    assertThatThrownBy(() -> get("busy")).hasMessageContaining("503");
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() throws InterruptedException {
    assertThatThrownBy(() -> get("endless")).hasMessageContaining("too large");
    assertThat(listenerLeft.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
