package io.tapeline.access.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A second door to the same resources, on this machine and for this process alone: a question of a
 * batch comes in by it as a request like any other, so that nothing can answer it differently, nor
 * forget a limit. Whoever does not know the word of this process is left standing.
 */
@Singleton
public class InnerDoor {

  private static final String HERE = "127.0.0.1";
  private static final String WORD = "Tapeline-Inner";
  private static final int WORD_BYTES = 32;

  /** One port for all event loops, any that is free. */
  private static final int ANY_SHARED_PORT = -1;

  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_WAITING = 5_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final HttpClient client;
  private final String word;
  private @Nullable Future<String> opening;
  private volatile int port;

  public InnerDoor(Vertx vertx) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(HERE)
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxWaitQueueSize(MOST_WAITING));
    byte[] random = new byte[WORD_BYTES];
    new SecureRandom().nextBytes(random);
    this.word = HexFormat.of().formatHex(random);
  }

  /** With the first batch; again with the next one if it could not be. */
  private synchronized Future<String> open() {
    Future<String> before = opening;
    if (before != null && !before.failed()) {
      return before;
    }
    Future<String> now =
        vertx.deployVerticle(
            Listener::new,
            new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
    opening = now;
    return now;
  }

  void stop(@Observes ShutdownEvent event) {
    client.close();
  }

  /** The door on one event loop. */
  private final class Listener extends AbstractVerticle {

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(new HttpServerOptions().setHost(HERE).setPort(ANY_SHARED_PORT))
          .requestHandler(InnerDoor.this::enter)
          .listen()
          .onSuccess(server -> port = server.actualPort())
          .map((HttpServer _) -> (Void) null)
          .onComplete(started);
    }
  }

  private void enter(HttpServerRequest request) {
    String said = request.getHeader(WORD);
    if (said != null && MessageDigest.isEqual(said.getBytes(UTF_8), word.getBytes(UTF_8))) {
      request.headers().remove(WORD);
      VertxHttpRecorder.getRootHandler().handle(request);
    } else {
      request.connection().close();
    }
  }

  /** Whether a request has come in by this door: then it is part of one that was let in. */
  public boolean isBehind(HttpServerRequest request) {
    return request.localAddress().port() == port;
  }

  /** There is no room for an answer. */
  public static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("there is no room for it", null, false, false);
    }
  }

  /** What came out by this door. */
  public record Answered(int status, MultiMap headers, Buffer body) {}

  /**
   * Asks. Fails with {@link TooLongException} as soon as more comes than there is room for.
   *
   * @param headers of the request, the caller's credentials among them
   * @param fits whether there is room for so many bytes more
   */
  public Uni<Answered> get(String address, Map<String, String> headers, LongPredicate fits) {
    return Uni.createFrom()
        .completionStage(
            () ->
                open()
                    .compose(_ -> client.request(question(address, headers)))
                    .compose(HttpClientRequest::send)
                    .compose(response -> whole(response, fits))
                    .toCompletionStage());
  }

  private RequestOptions question(String address, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(HERE)
            .setPort(port)
            .setURI(address)
            .setTimeout(LONGEST.toMillis())
            .putHeader(WORD, word);
    headers.forEach(options::putHeader);
    return options;
  }

  private static Future<Answered> whole(HttpClientResponse response, LongPredicate fits) {
    Promise<Answered> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .handler(
            part -> {
              if (fits.test(part.length())) {
                body.appendBuffer(part);
              } else if (whole.tryFail(new TooLongException())) {
                var _ = response.request().connection().close();
              }
            })
        .exceptionHandler(whole::tryFail)
        .endHandler(
            _ -> whole.tryComplete(new Answered(response.statusCode(), response.headers(), body)));
    return whole.future();
  }
}
