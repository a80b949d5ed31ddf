package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.market.Interval;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill whose process is killed, and started again each time, ends with every minute of its
 * range once, and with the longer candles that these make.
 */
class KilledBackfillIT {

  private static final String MARKET = "binance:eth-usdt";
  private static final Duration RANGE = Duration.ofDays(12);
  private static final long DAY = Duration.ofDays(1).toNanos();

  @TempDir Path folder;
  private PackagedService service;
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = StoresResource.freePort();
    service =
        new PackagedService(
            folder,
            "-Dquarkus.http.port=" + port,
            "-Dtapeline.job.heartbeat=200ms",
            "-Dtapeline.sandbox.rate=200",
            "-Dtapeline.refill.enabled=false");
    serve();
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
  }

  private void serve() throws Exception {
    service.start("sandbox");
    for (int i = 0; i < 600; i++) {
      try {
        if (given().port(port).get("/v1/prices/eth").statusCode() == 200) {
          return;
        }
      } catch (Exception _) {
        // not listening yet
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(service.log());
  }

  private String backfill(Instant from, Instant to) {
    return given()
        .port(port)
        .contentType("application/json")
        .body(
            """
            {"market":"%s","from":"%s","to":"%s"}"""
                .formatted(MARKET, from, to))
        .post("/v1/backfills")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private String state(String id) {
    Response job = given().port(port).get("/v1/jobs/" + id);
    String state = job.path("state");
    assertThat(state).as(job.asString()).isNotIn("failed", "cancelled");
    return state;
  }

  private String of(String what, Interval interval, long from, long to) {
    return """
        SELECT %s FROM candle c JOIN series s ON s.id = c.series
        WHERE s.name = '%s' AND interval_ms = %d AND open_nanos >= %d AND open_nanos < %d"""
        .formatted(what, MARKET, interval.millis(), from, to);
  }

  private void killed(int times) throws Exception {
    long start = Interval.D1.floor(Instant.now().toEpochMilli() * 1_000_000) - RANGE.toNanos();
    long end = start + RANGE.toNanos() - DAY;
    String id = backfill(Instant.ofEpochSecond(0, start), Instant.ofEpochSecond(0, end));
    Random random = new Random(5);
    int underway = 0;
    for (int i = 0; i < times; i++) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
      if (!state(id).equals("succeeded")) {
        underway++;
      }
      service.kill();
      serve();
    }
    assertThat(underway).as("kills that hit the backfill").isPositive();
    for (int i = 0; i < 1_200 && !state(id).equals("succeeded"); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(state(id)).as(service.log()).isEqualTo("succeeded");
    for (Interval interval :
        List.of(Interval.M1, Interval.M5, Interval.M15, Interval.H1, Interval.H4, Interval.D1)) {
      long candles = (end - start) / interval.nanos();
      String volume = "(sum(volume) * 1000000)::bigint";
      assertThat(service.query(of("count(*)", interval, start, end)))
          .as("candles of %s", interval)
          .isEqualTo(candles);
      assertThat(service.query(of("count(DISTINCT open_nanos)", interval, start, end)))
          .isEqualTo(candles);
      assertThat(service.query(of("max(revision)", interval, start, end))).isEqualTo(1);
      assertThat(service.query(of(volume, interval, start, end)))
          .isEqualTo(service.query(of(volume, Interval.M1, start, end)))
          .isPositive();
    }
  }

  @Test
  void afterSomeKillsEveryMinuteIsThereOnce() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEveryMinuteIsThereOnce() throws Exception {
    killed(20);
  }
}
