package io.tapeline.webhook.http;

import io.tapeline.webhook.http.Verifier.Got;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** A real HTTP server that keeps what it is sent, and answers as it is told. */
public final class TestReceiver implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final HttpServer server;
  private final String scheme;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile int mostOpen;
  private volatile BiConsumer<Got, HttpServerResponse> answer =
      (_, response) -> response.setStatusCode(204).end();

  public TestReceiver(Vertx vertx) throws Exception {
    this(vertx, new HttpServerOptions());
  }

  TestReceiver(Vertx vertx, HttpServerOptions options) throws Exception {
    scheme = options.isSsl() ? "https" : "http";
    server =
        vertx
            .createHttpServer(options.setHost("127.0.0.1").setPort(0))
            .requestHandler(this::take)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  private void take(HttpServerRequest request) {
    mostOpen = Math.max(mostOpen, open.incrementAndGet());
    request.response().endHandler(_ -> open.decrementAndGet());
    request.body(
        body -> {
          Got one =
              new Got(
                  request.method().name(),
                  scheme + "://" + request.authority() + request.uri(),
                  request.headers(),
                  body.result().getBytes());
          got.add(one);
          answer.accept(one, request.response());
        });
  }

  public TestReceiver answering(int status) {
    return answering(response -> response.setStatusCode(status).end());
  }

  public TestReceiver answering(Handler<HttpServerResponse> how) {
    return taking((_, response) -> how.handle(response));
  }

  /** The same where it matters what came. */
  public TestReceiver taking(BiConsumer<Got, HttpServerResponse> how) {
    answer = how;
    return this;
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return scheme + "://127.0.0.1:" + port() + "/hook?for=tests";
  }

  public List<Got> got() {
    return got;
  }

  /** Most requests that waited for their answer at the same time. */
  public int mostOpen() {
    return mostOpen;
  }

  public void await(int deliveries) throws InterruptedException {
    await(() -> got.size() >= deliveries);
  }

  public static void await(BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not in time");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Override
  public void close() {
    var _ = server.close();
  }
}
