package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers of a real server that stay, and that go before they are answered. */
class RequestEndTest {

  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<RoutingContext> came = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> over = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Socket ask(Consumer<RoutingContext> asked) throws IOException {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            route -> {
              asked.accept(route);
              came.add(route);
            });
    int port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private RoutingContext came() throws InterruptedException {
    return Objects.requireNonNull(came.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Once, and not again when all that happens has happened. */
  private void isOverOnce() throws InterruptedException {
    assertThat(over.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("over");
    assertThat(over.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  private void tellWhenOver(RoutingContext route) {
    RequestEnd.then(route, () -> over.add("over"));
  }

  @Test
  void anAnsweredRequestIsOver() throws Exception {
    try (Socket socket = ask(this::tellWhenOver)) {
      RoutingContext route = came();
      assertThat(over).isEmpty();
      route.vertx().runOnContext(_ -> route.end("done"));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      isOverOnce();
    }
  }

  @Test
  void oneWhoseCallerGoesIsOverOnce() throws Exception {
    try (Socket _ = ask(this::tellWhenOver)) {
      came();
    }
    isOverOnce();
  }

  @Test
  void oneWhoseCallerHasGoneIsOverAtOnce() throws Exception {
    RoutingContext route;
    try (Socket _ = ask(_ -> {})) {
      route = came();
    }
    for (int i = 0; i < 100 && !route.response().closed(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(route.response().closed()).isTrue();
    tellWhenOver(route);
    isOverOnce();
  }
}
