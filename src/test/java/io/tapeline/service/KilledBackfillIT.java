package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.market.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill whose process is killed, and started again each time, ends with every minute of its
 * range once, and with the longer candles that these make: what an undisturbed one stores.
 */
class KilledBackfillIT {

  private static final List<String> MARKETS =
      List.of(
          "binance:eth-usdt",
          "okx:btc-usdt",
          "coinbase:btc-usd",
          "bybit:eth-usdt",
          "binance:btc-usdt",
          "okx:eth-usdt",
          "coinbase:eth-usd",
          "bybit:btc-usdt");
  private static final long DAY = Duration.ofDays(1).toNanos();

  /** Of whole days, the last of them over. */
  private final long end = Interval.D1.floor(Instant.now().toEpochMilli() * 1_000_000) - DAY;

  private final long start = end - 11 * DAY;

  @TempDir Path folder;
  private PackagedService service;
  private PackagedService undisturbed;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    port = StoresResource.freePort();
    undisturbed = service("undisturbed");
    service = service("killed");
  }

  @AfterEach
  void stop() throws InterruptedException {
    undisturbed.stop();
    service.stop();
  }

  private PackagedService service(String name) throws Exception {
    return new PackagedService(
        Files.createDirectories(folder.resolve(name)),
        "-Dquarkus.http.port=" + port,
        "-Dtapeline.job.heartbeat=200ms",
        "-Dtapeline.sandbox.rate=200",
        "-Dtapeline.refill.enabled=false");
  }

  private String backfill(PackagedService by, String market) throws Exception {
    by.awaitAnswer(port, "/v1/prices/eth"); // its markets are listed
    return given()
        .port(port)
        .contentType("application/json")
        .body(
            """
            {"market":"%s","from":"%s","to":"%s"}"""
                .formatted(market, Instant.ofEpochSecond(0, start), Instant.ofEpochSecond(0, end)))
        .post("/v1/backfills")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private boolean isDone(String id) {
    Response job = given().port(port).get("/v1/jobs/" + id);
    if (job.statusCode() == 503) {
      return false; // PostgreSQL is on its way back
    }
    String state = job.path("state");
    assertThat(state).as(job.asString()).isNotIn("failed", "cancelled");
    return state.equals("succeeded");
  }

  private void awaitDone(PackagedService by, String id) throws Exception {
    for (int i = 0; i < 2_400 && !isDone(id); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(isDone(id)).as(by.log()).isTrue();
  }

  private String digest(String market) {
    return StoredLadder.digest(
        "s.name = '%s' AND interval_ms < 604800000 AND open_nanos >= %d AND open_nanos < %d"
            .formatted(market, start, end));
  }

  private long minutes(String market) {
    return service.query(
        """
        SELECT count(*) FROM candle c JOIN series s ON s.id = c.series
        WHERE s.name = '%s' AND interval_ms = 60000 AND open_nanos >= %d AND open_nanos < %d"""
            .formatted(market, start, end));
  }

  private void serve() throws Exception {
    service.start("sandbox");
    service.awaitAnswer(port, "/v1/jobs");
  }

  private static final String RUNS = "SELECT run FROM job WHERE id = '%s'";

  /** Or done, if the kill came a moment too late. */
  private long awaitTakenOver(String id, long runs) throws Exception {
    long now = service.query(RUNS.formatted(id));
    for (int i = 0; i < 1_200 && now <= runs && !isDone(id); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      now = service.query(RUNS.formatted(id));
    }
    return now;
  }

  private void killed(int times, List<String> markets) throws Exception {
    undisturbed.start("sandbox");
    undisturbed.awaitAnswer(port, "/v1/prices/eth");
    long began = System.nanoTime();
    for (String market : markets) {
      awaitDone(undisturbed, backfill(undisturbed, market));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / markets.size();
    List<Long> expected =
        markets.stream().map(market -> undisturbed.query(digest(market))).toList();
    undisturbed.stop();

    Kills kills = new Kills("backfill");
    serve();
    int market = 0;
    String id = backfill(service, markets.getFirst());
    long runs = 0;
    while (kills.made() < times && market < markets.size()) {
      runs = awaitTakenOver(id, runs);
      kills.sleepUpTo(millis);
      long stored = minutes(markets.get(market));
      boolean done = isDone(id);
      kills.kill(service);
      if (!done && stored > 0) {
        kills.hit();
      }
      serve();
      if (done && ++market < markets.size()) {
        id = backfill(service, markets.get(market));
        runs = 0;
      }
    }
    if (market < markets.size()) {
      awaitDone(service, id);
    }
    assertThat(kills.made()).as("%s: the work was done before", kills).isEqualTo(times);
    assertThat(kills.hits()).as("%s", kills).isGreaterThanOrEqualTo(times / 4);
    for (int i = 0; i <= Math.min(market, markets.size() - 1); i++) {
      assertThat(minutes(markets.get(i)))
          .as("%s; %s; %s", markets.get(i), kills, given().port(port).get("/v1/jobs").asString())
          .isEqualTo((end - start) / Interval.M1.nanos());
      assertThat(service.query(digest(markets.get(i))))
          .as("%s; %s", markets.get(i), kills)
          .isEqualTo(expected.get(i));
    }
    assertThat(service.query(StoredLadder.MISMATCHES)).as("%s", kills).isZero();
    assertThat(service.query(StoredLadder.REPEATED)).as("%s", kills).isZero();
    kills.tell();
  }

  @Test
  @Tag("long")
  void afterSomeKillsEveryMinuteIsThereOnce() throws Exception {
    killed(3, MARKETS.subList(0, 3));
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEveryMinuteIsThereOnce() throws Exception {
    killed(20, MARKETS);
  }
}
