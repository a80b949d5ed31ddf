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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sends requests by the clock, whether answers come or not, as many callers do who know nothing of
 * each other. An answer's time is counted from when its request was due.
 */
final class OpenLoop implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final RequestOptions options;
  private HttpClient client = client();

  OpenLoop(int port, String address, String key) {
    options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(address)
            .putHeader("Accept-Encoding", "gzip")
            .putHeader("Authorization", "Bearer " + key);
  }

  private HttpClient client() {
    return vertx.createHttpClient(
        new HttpClientOptions().setMaxPoolSize(1_000).setMaxWaitQueueSize(-1));
  }

  /** Sends for so long, waits for a while for what is not answered then, and gives the rest up. */
  Run send(double perSecond, int seconds) throws InterruptedException {
    Run run = new Run(Math.toIntExact(Math.round(perSecond * seconds)));
    for (int i = 0; i < run.count; i++) {
      long due = run.began + (long) (i * 1e9 / perSecond);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
      run.sent(due);
      ask(due, run);
    }
    boolean all = run.left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    run.end();
    if (!all) {
      client.close(); // what still waits in it would be asked beside the next run
      client = client();
    }
    return run;
  }

  private void ask(long due, Run run) {
    client
        .request(options)
        .compose(HttpClientRequest::send)
        .compose(
            response ->
                response.body().map(body -> response.statusCode() == 200 ? "ok" : code(body)))
        .onComplete(
            answered -> run.answered(due, answered.succeeded() ? answered.result() : "none"));
  }

  private static String code(Buffer problem) {
    return problem.toJsonObject().getString("code");
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /**
   * What was sent at one rate, and what came of it until it ended; answers come on other threads.
   */
  static final class Run {
    private final int count;
    private final CountDownLatch left;
    private final List<Long> nanos = new ArrayList<>();

    /** How often it came to what: {@code ok}, a problem's code, or {@code none} for no answer. */
    private final Map<String, Integer> outcomes = new TreeMap<>();

    private final Map<Long, Long> slowest = new TreeMap<>();
    private final Map<Long, Long> late = new TreeMap<>();
    private final long began = System.nanoTime();
    private boolean ended;

    Run(int count) {
      this.count = count;
      this.left = new CountDownLatch(count);
    }

    private long second(long due) {
      return TimeUnit.NANOSECONDS.toSeconds(due - began);
    }

    private static long millis(long sinceNanos) {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
    }

    private synchronized void sent(long due) {
      late.merge(second(due), millis(due), Math::max);
    }

    private synchronized void end() {
      ended = true;
      if (left.getCount() > 0) {
        outcomes.put("unanswered", Math.toIntExact(left.getCount()));
      }
    }

    private synchronized void answered(long due, String outcome) {
      if (ended) {
        return; // counted as unanswered
      }
      outcomes.merge(outcome, 1, Integer::sum);
      if (outcome.equals("ok")) {
        nanos.add(System.nanoTime() - due);
        slowest.merge(second(due), millis(due), Math::max);
      }
      left.countDown();
    }

    /** Three lines, as {@link Callers} reads them. */
    synchronized String forTheTest() {
      return outcomes.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining(" "))
          + "\n"
          + nanos.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "))
          + "\nms by second: slowest "
          + slowest.values()
          + ", sent late "
          + late.values();
    }
  }
}
