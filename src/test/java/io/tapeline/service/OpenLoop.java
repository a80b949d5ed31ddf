package io.tapeline.service;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests by the clock, whether answers come or not, as many callers do who know nothing of
 * each other. An answer's time is counted from when its request was due. Each has a thread of its
 * own: what one has to read does not stand before what another reads.
 */
final class OpenLoop implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;
  private final RequestOptions options;
  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> outcomes = Collections.synchronizedMap(new TreeMap<>());
  private final Map<Long, Long> slowest = Collections.synchronizedMap(new TreeMap<>());
  private final Map<Long, Long> late = Collections.synchronizedMap(new TreeMap<>());
  private long began;

  OpenLoop(int port, String address, String key) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(1_000).setMaxWaitQueueSize(-1));
    options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(address)
            .putHeader("Accept-Encoding", "gzip")
            .putHeader("Authorization", "Bearer " + key);
  }

  /** Sends for so long, and returns when the last request has been sent. */
  void send(double perSecond, int seconds) throws InterruptedException {
    began = System.nanoTime();
    long count = Math.round(perSecond * seconds);
    for (long i = 0; i < count; i++) {
      long due = began + (long) (i * 1e9 / perSecond);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
      late.merge(
          TimeUnit.NANOSECONDS.toSeconds(due - began),
          (System.nanoTime() - due) / 1_000_000,
          Math::max);
      ask(due);
    }
  }

  private void ask(long due) {
    client
        .request(options)
        .compose(HttpClientRequest::send)
        .compose(
            response ->
                response.body().map(body -> response.statusCode() == 200 ? "ok" : code(body)))
        .onComplete(
            answered -> {
              long took = System.nanoTime() - due;
              String outcome = answered.succeeded() ? answered.result() : "none";
              outcomes.merge(outcome, 1, Integer::sum);
              if (outcome.equals("ok")) {
                nanos.add(took);
                slowest.merge(
                    TimeUnit.NANOSECONDS.toSeconds(due - began), took / 1_000_000, Math::max);
              }
            });
  }

  /** Milliseconds that this share of the good answers took at most. */
  double millis(double share) {
    List<Long> sorted;
    synchronized (nanos) {
      sorted = nanos.stream().sorted().toList();
    }
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e6;
  }

  private static String code(Buffer problem) {
    return problem.toJsonObject().getString("code");
  }

  /** How often it came to what: {@code ok}, a problem's code, or {@code none} for no answer. */
  Map<String, Integer> outcomes() {
    return outcomes;
  }

  int count(String outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  @Override
  public String toString() {
    return "p50 %.1f, p99 %.1f ms, slowest by second %s, sent late %s, %s"
        .formatted(millis(0.5), millis(0.99), slowest, late, outcomes);
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
