package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Jobs that make files of a month of imported minutes: each is killed at some moment, and has to
 * make the file that an undisturbed one makes.
 */
final class KilledJobs {

  static final String MARKET = "bybit:btc-usdt-perp";

  /** All that is imported. */
  static final String RANGE = "\"from\":\"2025-05-30T00:00:00Z\",\"to\":\"2025-06-30T00:00:00Z\"";

  private final Path folder;
  private final String address;
  private final List<String> requests;
  private final int port = StoresResource.freePort();
  private final PackagedService service;

  /**
   * @param folder for the service and its stores
   * @param address of the jobs
   * @param requests bodies, of each kind of file one, that leave {@code as_of} open
   */
  KilledJobs(Path folder, String address, List<String> requests) throws IOException {
    this.folder = folder;
    this.address = address;
    this.requests = requests;
    this.service =
        new PackagedService(
            folder,
            "-Dquarkus.http.port=" + port,
            "-Dtapeline.job.heartbeat=200ms",
            "-Dtapeline.sandbox.rate=200");
  }

  /** Imports, and serves. */
  void start() throws Exception {
    Path file = TestData.path("ohlcv/bybit-linear-2025-06/BTCUSDT_1m.csv");
    Process load =
        service.start("sandbox", "import", "--market", MARKET, "--interval", "1m", file.toString());
    assertThat(load.waitFor(2, TimeUnit.MINUTES)).as(service.log()).isTrue();
    serve();
  }

  void stop() throws InterruptedException {
    service.stop();
  }

  private void serve() throws Exception {
    service.start("sandbox");
    service.awaitAnswer(port, "/v1/jobs");
  }

  private String taken(String body) {
    return ExportJobs.taken(port, address, body);
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

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("home/jobs"))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  /** What an undisturbed one makes, what asks for the same again, and how long it takes. */
  private record Undisturbed(String digest, String sameAgain, long millis) {}

  private Undisturbed undisturbed(String request) throws Exception {
    succeeded(taken(request)); // warms it
    long start = System.nanoTime();
    Response job = succeeded(taken(request));
    return new Undisturbed(
        job.path("file.sha256"),
        "%s,\"as_of\":\"%s\"}"
            .formatted(
                request.substring(0, request.length() - 1), job.<String>path("result.as_of")),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /** A run is under way as long as its folder is there; moved, but not told, when its file is. */
  private boolean isUnderWay(String id) throws IOException {
    return files().stream().anyMatch(name -> name.startsWith(id) && name.endsWith(".making"));
  }

  /** Kills so many, and holds that all of them have made what they were to make. */
  void areWholeAfter(int times, Kills kills) throws Exception {
    List<Undisturbed> undisturbed = new ArrayList<>();
    for (String request : requests) {
      undisturbed.add(undisturbed(request));
    }
    while (kills.made() < times) {
      Undisturbed same = undisturbed.get(kills.made() % requests.size());
      String id = taken(same.sameAgain);
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
    int jobs = times + 2 * requests.size();
    for (int i = 0; i < 100 && files().size() != jobs; i++) {
      TimeUnit.MILLISECONDS.sleep(50); // the last one's folder goes a moment after it is told
    }
    assertThat(files()).as("%s", kills).hasSize(jobs).noneMatch(name -> name.contains("making"));
    kills.tell();
  }
}
