package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.ExportJobs.finished;
import static io.tapeline.service.ExportJobs.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.embedded.FeedFolder;
import io.tapeline.ops.store.Fence;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backtest under way that is cancelled leaves off, leaves nothing, and makes room. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class CancelledBacktestTest {

  private static final String MARKET = "kraken:can-usd";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MINUTE = Interval.M1.nanos();
  private static final long START =
      Interval.W1.ceiling(Instant.parse("2017-01-01T00:00:00Z").toEpochMilli() * 1_000_000);

  /** So many that trying all strategies on them takes long. */
  private static final int MINUTES = 40_000;

  /** Candles written at a time. */
  private static final int PART = 5_000;

  @Inject CandleStore store;

  private void write() throws InterruptedException {
    SandboxProfile.awaitData();
    Series series = Series.of(Market.parse(MARKET));
    for (long part = 0; part < MINUTES; part += PART) {
      List<Rung> rungs =
          LongStream.range(part, part + PART)
              .mapToObj(
                  i -> KeptCandles.minute(START + i * MINUTE, Long.toString(100 + i * i % 97), "1"))
              .map(candle -> new Rung(series, KeptCandles.imported(candle)))
              .toList();
      store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
    }
  }

  private static Response backtest(int minutes, String more) {
    return post(
        "/v1/backtests",
        "{\"assets\":[\"%s\"],\"interval\":\"1m\",\"from\":\"%s\",\"to\":\"%s\",%s}"
            .formatted(
                MARKET,
                Instant.ofEpochSecond(0, START),
                Instant.ofEpochSecond(0, START + minutes * MINUTE),
                more));
  }

  private static void awaitRun(String job) throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      Response told = given().get("/v1/jobs/" + job);
      assertThat(told.<String>path("state")).as(told.asString()).isIn("queued", "running");
      if (told.<Integer>path("progress.done") > 0) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(given().get("/v1/jobs/" + job).asString());
  }

  private static List<String> files(String job) throws IOException {
    try (Stream<Path> files = Files.list(FeedFolder.configured().path().resolve("jobs"))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(job))
          .toList();
    }
  }

  @Test
  void itLeavesOffSoonAndLeavesNothing() throws Exception {
    write();
    Response taken =
        backtest(
            MINUTES,
            """
            "resamples":5000,"strategies":["ma_cross(5,20)","ma_cross(10,40)","ma_cross(20,100)","macd",
              "rsi_regime","bollinger_reversion","donchian_breakout","adx_trend","composite","multi_interval"]
            """);
    String job = taken.path("id");
    awaitRun(job);
    assertThat(files(job)).isNotEmpty();
    given().delete("/v1/jobs/" + job).then().statusCode(202);
    long asked = System.nanoTime();
    Response over = finished(taken);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
    over.then()
        .body("state", equalTo("cancelled"))
        .body("result", nullValue())
        .body("file", nullValue());
    assertThat(over.<Integer>path("progress.done"))
        .isLessThan(over.<Integer>path("progress.total"));
    given()
        .get("/v1/jobs/" + job + "/result")
        .then()
        .statusCode(409)
        .body("code", equalTo("job_state"));
    finished(backtest(3_000, "\"strategies\":[\"macd\"]"))
        .then()
        .body("state", equalTo("succeeded"));
    assertThat(files(job)).isEmpty();
    given().get("/v1/jobs/" + job).then().body("state", equalTo("cancelled"));
  }
}
