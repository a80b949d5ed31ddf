package io.tapeline.webhook.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tapeline.ops.upstream.RetryAfter;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.Outcome.Trouble;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request and what comes back, by a connection that ends with it: also where nobody waits any
 * more.
 */
final class Exchange {

  /** Of an answer's body, bytes; who sends more is cut off. */
  private static final int MOST_READ = 1 << 16;

  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  private final HttpClient client;
  private final Clock clock;
  private volatile Outcome soFar = Outcome.of(Trouble.TIMEOUT);
  private volatile boolean over;
  private volatile @Nullable HttpConnection connection;

  Exchange(HttpClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * What there is to say if it takes too long: once the head of the answer is there, that counts.
   */
  Outcome soFar() {
    return soFar;
  }

  Uni<Outcome> ask(RequestOptions options, byte[] body) {
    return Uni.createFrom()
        .emitter(
            told -> {
              told.onTermination(this::end);
              client
                  .request(options)
                  .compose(request -> send(request, body))
                  .onSuccess(answer -> read(answer, told))
                  .onFailure(told::fail);
            });
  }

  private Future<HttpClientResponse> send(HttpClientRequest request, byte[] body) {
    connection = request.connection();
    if (over) {
      end();
      return Future.failedFuture("it came too late");
    }
    return request.send(Buffer.buffer(body));
  }

  private void end() {
    over = true;
    HttpConnection open = connection;
    if (open != null) {
      var _ = open.close();
    }
  }

  /** Until its end, but no further than need be. */
  private void read(HttpClientResponse answer, UniEmitter<? super Outcome> told) {
    Outcome outcome =
        Outcome.answered(
            answer.statusCode(),
            RetryAfter.parse(answer.getHeader("Retry-After"), clock.instant(), LONGEST_WAIT)
                .orElse(null));
    soFar = outcome;
    long[] bytes = new long[1];
    answer.exceptionHandler(_ -> told.complete(outcome));
    answer.endHandler(_ -> told.complete(outcome));
    answer.handler(
        part -> {
          bytes[0] += part.length();
          if (bytes[0] > MOST_READ) {
            told.complete(outcome);
          }
        });
  }
}
