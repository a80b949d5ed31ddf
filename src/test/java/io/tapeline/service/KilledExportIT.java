package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export whose process is killed is made all the same, and is the same file. */
class KilledExportIT {

  private static final String MARKET = "bybit:btc-usdt-perp";

  @TempDir Path folder;
  private PackagedService service;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    port = StoresResource.freePort();
    service =
        new PackagedService(
            folder, "-Dquarkus.http.port=" + port, "-Dtapeline.job.heartbeat=200ms");
    Path file = TestData.path("ohlcv/bybit-linear-2025-06/BTCUSDT_1m.csv");
    Process load =
        service.start("sandbox", "import", "--market", MARKET, "--interval", "1m", file.toString());
    assertThat(load.waitFor(2, TimeUnit.MINUTES)).as(service.log()).isTrue();
    serve();
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
  }

  private void serve() throws Exception {
    service.start("sandbox");
    service.await("SELECT count(*) FROM feed_identity", 1);
    for (int i = 0; i < 600; i++) {
      try {
        if (given().port(port).get("/v1/jobs").statusCode() == 200) {
          return;
        }
      } catch (Exception _) {
        // not listening yet
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(service.log());
  }

  private String export(String more) {
    return given()
        .port(port)
        .contentType("application/json")
        .body("{\"id\":\"" + MARKET + "\",\"format\":\"csv\"" + more + "}")
        .post("/v1/exports")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private Response succeeded(String id) throws Exception {
    for (int i = 0; i < 600; i++) {
      Response job = given().port(port).get("/v1/jobs/" + id);
      String state = job.path("state");
      assertThat(state).as(job.asString()).isNotIn("failed", "cancelled");
      if ("succeeded".equals(state)) {
        return job;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(service.log());
  }

  private void killed(int times) throws Exception {
    Response undisturbed = succeeded(export(""));
    String digest = undisturbed.path("file.sha256");
    String moment = ",\"as_of\":\"" + undisturbed.path("result.as_of") + "\"";
    String to = ",\"to\":\"" + undisturbed.path("result.to") + "\"";
    Random random = new Random(7);
    for (int i = 0; i < times; i++) {
      String id = export(moment + to);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
      service.kill();
      serve();
      Response job = succeeded(id);
      assertThat(job.<String>path("file.sha256")).as(job.asString()).isEqualTo(digest);
      assertThat(given().port(port).get("/v1/jobs/" + id + "/result").statusCode()).isEqualTo(200);
    }
    try (Stream<Path> files = Files.list(folder.resolve("home/jobs"))) {
      List<Path> kept = files.toList();
      assertThat(kept).hasSize(times + 1).noneMatch(path -> path.toString().endsWith(".making"));
    }
  }

  @Test
  void afterSomeKillsEachFileIsWhole() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEachFileIsWhole() throws Exception {
    killed(20);
  }
}
