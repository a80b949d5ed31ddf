package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Of each kind a file that needs its own way to the end: compressed, and with a footer. */
  private static final List<String> KINDS =
      List.of("\"csv\"", "\"csv\",\"compression\":\"gzip\"", "\"parquet\"");

  /** All that is imported. */
  private static final String RANGE =
      ",\"from\":\"2025-05-30T00:00:00Z\",\"to\":\"2025-06-30T00:00:00Z\"";

  @TempDir Path folder;
  private PackagedService service;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    port = StoresResource.freePort();
    service =
        new PackagedService(
            folder,
            "-Dquarkus.http.port=" + port,
            "-Dtapeline.job.heartbeat=200ms",
            "-Dtapeline.sandbox.rate=200");
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
    service.awaitAnswer(port, "/v1/jobs");
  }

  private String export(String kind, String more) {
    return given()
        .port(port)
        .contentType("application/json")
        .body("{\"id\":\"" + MARKET + "\",\"format\":" + kind + RANGE + more + "}")
        .post("/v1/exports")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private Response succeeded(String id) throws Exception {
    for (int i = 0; i < 1_200; i++) {
      Response job = given().port(port).get("/v1/jobs/" + id);
      String state = job.path("state");
      if ("succeeded".equals(state)) {
        return job;
      }
      if (job.statusCode() == 200) {
        assertThat(state).as(job.asString()).isIn("queued", "running");
      } else { // PostgreSQL is on its way back
        assertThat(job.statusCode()).as(job.asString()).isEqualTo(503);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(service.log());
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("home/jobs"))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  /** What an undisturbed export is, and how long it takes. */
  private record Undisturbed(String digest, String sameAgain, long millis) {}

  private Undisturbed undisturbed(String kind) throws Exception {
    succeeded(export(kind, "")); // warms it
    long start = System.nanoTime();
    Response job = succeeded(export(kind, ""));
    return new Undisturbed(
        job.path("file.sha256"),
        ",\"as_of\":\"%s\"".formatted(job.<String>path("result.as_of")),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /** A run is under way as long as its folder is there; moved, but not told, when its file is. */
  private boolean isUnderWay(String id) throws Exception {
    return files().stream().anyMatch(name -> name.startsWith(id) && name.endsWith(".making"));
  }

  private void killed(int times) throws Exception {
    Kills kills = new Kills("export");
    List<Undisturbed> undisturbed = new ArrayList<>();
    for (String kind : KINDS) {
      undisturbed.add(undisturbed(kind));
    }
    while (kills.made() < times) {
      int kind = kills.made() % KINDS.size();
      Undisturbed same = undisturbed.get(kind);
      String id = export(KINDS.get(kind), same.sameAgain);
      kills.sleepUpTo(same.millis);
      boolean together = kills.kill(service);
      if (isUnderWay(id)) {
        kills.hit();
      }
      serve();
      Response job = succeeded(id);
      assertThat(job.<String>path("file.sha256"))
          .as("%s; with the database: %s; %s", kills, together, job.asString())
          .isEqualTo(same.digest);
      assertThat(given().port(port).get("/v1/jobs/" + id + "/result").statusCode()).isEqualTo(200);
    }
    assertThat(kills.hits()).as("%s", kills).isGreaterThanOrEqualTo(times / 3);
    int jobs = times + 2 * KINDS.size();
    for (int i = 0; i < 100 && files().size() != jobs; i++) {
      TimeUnit.MILLISECONDS.sleep(50); // the last one's folder goes a moment after it is told
    }
    assertThat(files()).as("%s", kills).hasSize(jobs).noneMatch(name -> name.contains("making"));
    kills.tell();
  }

  @Test
  @Tag("long")
  void afterSomeKillsEachFileIsWhole() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEachFileIsWhole() throws Exception {
    killed(20);
  }
}
