package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.ExportJobs.finished;
import static io.tapeline.service.ExportJobs.plain;
import static io.tapeline.service.ExportJobs.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.jerolba.carpet.CarpetReader;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.store.Fence;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports and backfills as callers see them: taken, watched, fetched, cancelled. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class ExportsTest {

  private static final Series SERIES = Series.of(Market.parse("coinbase:ada-usd"));
  private static final long MINUTE = Interval.M1.nanos();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long START =
      Interval.W1.ceiling(Instant.parse("2016-01-01T00:00:00Z").toEpochMilli() * 1_000_000);
  private static final int MINUTES = 9_000;

  private static boolean written;

  @Inject CandleStore store;
  @TempDir Path folder;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      List<Rung> rows =
          LongStream.range(0, MINUTES)
              .mapToObj(i -> KeptCandles.minute(START + i * MINUTE, "100." + (1 + i % 9), "1.5"))
              .map(candle -> new Rung(SERIES, candle))
              .toList();
      store.write(rows, Fence.NONE).await().atMost(PATIENCE);
      written = true;
    }
  }

  private static String request(String more) {
    return "{\"id\":\"coinbase:ada-usd\",\"from\":\"2016-01-01T00:00:00Z\",\"to\":\"2016-03-01T00:00:00Z\""
        + more
        + "}";
  }

  @ParameterizedTest
  @CsvSource({
    "csv, none",
    "csv, gzip",
    "csv, zstd",
    "ndjson, none",
    "ndjson, gzip",
    "ndjson, zstd"
  })
  void aFileHasTheRowsOfTheStream(String format, String compression) throws Exception {
    Response job =
        finished(
            post(
                "/v1/exports",
                request(
                    ",\"format\":\"%s\",\"compression\":\"%s\"".formatted(format, compression))));
    job.then()
        .body("state", equalTo("succeeded"))
        .body("kind", equalTo("export"))
        .body("result.rows", equalTo(MINUTES))
        .body("result.coverage.observed", equalTo(MINUTES))
        .body("result.columns.name", hasItem("open_time"))
        .body("result.methodologies", equalTo(List.of("tapeline-candles/1")))
        .body("result.format", equalTo(format))
        .body("result.compression", equalTo(compression));
    Response file = given().get("/v1/jobs/" + job.path("id") + "/result");
    file.then().statusCode(200);
    byte[] bytes = file.asByteArray();
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(file.header("Content-Digest")).isEqualTo("sha-256=:" + digest + ":");
    assertThat(job.<String>path("file.sha256")).isEqualTo(digest);
    assertThat(job.<Integer>path("file.bytes")).isEqualTo(bytes.length);
    String stream =
        given()
            .urlEncodingEnabled(false)
            .accept(format.equals("csv") ? "text/csv" : "application/x-ndjson")
            .get(
                "/v1/candles/coinbase:ada-usd?from=2016-01-01T00:00:00Z&to=2016-03-01T00:00:00Z&limit=all&as_of="
                    + job.path("result.as_of"))
            .asString();
    assertThat(plain(bytes, compression)).isEqualTo(stream);
  }

  @ParameterizedTest
  @CsvSource({"zstd", "gzip", "none"})
  void parquetHoldsTheSameNumbers(String compression) throws Exception {
    Response job =
        finished(post("/v1/exports", request(",\"compression\":\"%s\"".formatted(compression))));
    job.then().body("state", equalTo("succeeded"));
    Path file = folder.resolve("file.parquet");
    Files.write(file, given().get("/v1/jobs/" + job.path("id") + "/result").asByteArray());
    @SuppressWarnings("rawtypes")
    List<Map> rows = new CarpetReader<>(file.toFile(), Map.class).toList();
    assertThat(rows).hasSize(MINUTES);
    for (int i = 0; i < MINUTES; i += 1_234) {
      Map<?, ?> row = rows.get(i);
      assertThat(row.get("open_time")).isEqualTo(Instant.ofEpochSecond(0, START + i * MINUTE));
      assertThat((BigDecimal) row.get("close")).isEqualByComparingTo("100." + (1 + i % 9));
      assertThat((BigDecimal) row.get("volume")).isEqualByComparingTo("1.5");
      assertThat(row.get("trades")).isEqualTo(1L);
      assertThat(row.get("origin")).isEqualTo("tape");
    }
    JsonPath inside = new JsonPath(metadata(file).get("tapeline.manifest"));
    Map<String, Object> told = new HashMap<>(job.<Map<String, Object>>path("result"));
    told.keySet().removeAll(Set.of("rows", "first", "last"));
    assertThat(inside.getMap("$")).isEqualTo(told);
    assertThat(inside.getMap("$")).containsKeys("id", "from", "to", "as_of", "feed", "coverage");
  }

  private static Map<String, String> metadata(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFileMetaData().getKeyValueMetaData();
    }
  }

  @Test
  void aFileOfAnIndexNamesTheMethodologyOfTheIndexToo() throws Exception {
    Response job =
        finished(
            post(
                "/v1/exports",
                """
                {"id":"btc-usd","format":"csv","from":"2016-01-01T00:00:00Z","to":"2016-01-02T00:00:00Z"}
                """));
    job.then()
        .body("state", equalTo("succeeded"))
        .body("result.methodologies", equalTo(List.of("tapeline-candles/1", "tapeline-index/1")));
  }

  @Test
  void aDownloadMayGoOnWhereItStopped() throws Exception {
    Response job =
        finished(post("/v1/exports", request(",\"format\":\"csv\",\"compression\":\"none\"")));
    String address = "/v1/jobs/" + job.path("id") + "/result";
    Response whole = given().get(address);
    byte[] bytes = whole.asByteArray();
    String tag = whole.header("ETag");
    whole.then().header("Accept-Ranges", equalTo("bytes"));
    assertThat(whole.header("Content-Disposition")).contains("coinbase-ada-usd-1m.csv");
    Response part = given().header("Range", "bytes=100-299").header("If-Range", tag).get(address);
    part.then().statusCode(206).header("Content-Range", equalTo("bytes 100-299/" + bytes.length));
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 100, 300));
    assertThat(given().header("Range", "bytes=-5").get(address).asByteArray())
        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
    assertThat(
            given().header("Range", "bytes=" + (bytes.length - 7) + "-").get(address).asByteArray())
        .hasSize(7);
    given()
        .header("Range", "bytes=" + bytes.length + "-")
        .get(address)
        .then()
        .statusCode(416)
        .contentType("application/problem+json")
        .header("Content-Range", equalTo("bytes */" + bytes.length))
        .body("code", equalTo("no_such_range"));
    given()
        .header("Range", "bytes=0-9")
        .header("If-Range", "\"other\"")
        .get(address)
        .then()
        .statusCode(200);
    given().header("If-None-Match", tag).get(address).then().statusCode(304);
    given().head(address).then().statusCode(200).header("ETag", equalTo(tag));
  }

  @Test
  void theSameKeyAndRequestGiveTheSameJob() throws Exception {
    String body = request(",\"interval\":\"1d\"");
    Response first =
        given()
            .contentType("application/json")
            .header("Idempotency-Key", "k-1")
            .body(body)
            .post("/v1/exports");
    finished(first);
    given()
        .contentType("application/json")
        .header("Idempotency-Key", "k-1")
        .body(request(",\"interval\":\"1h\""))
        .post("/v1/exports")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_conflict"));
  }

  @Test
  void everyWrongFieldIsNamed() {
    post(
            "/v1/exports",
            "{\"data\":\"ticks\",\"interval\":\"7m\",\"from\":\"x\",\"to\":\"y\",\"as_of\":\"z\",\"format\":\"pdf\",\"compression\":\"rar\"}")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/data", "/id", "/interval", "/from", "/to", "/as_of", "/format", "/compression"));
    post("/v1/exports", request(",\"as_of\":\"2100-01-01T00:00:00Z\"")).then().statusCode(400);
    post("/v1/exports", "{\"id\":\"nosuchcoin\"}").then().statusCode(404);
    post("/v1/exports", "{\"id\":").then().statusCode(400);
    post("/v1/exports", "").then().statusCode(400);
    given().contentType("text/plain").body("x").post("/v1/exports").then().statusCode(415);
    post(
            "/v1/exports",
            "{\"id\":[1],\"what\":{\"a\":[]},\"a/b~c\":null,\"to\":{\"x\":1},\"format\":\"csv\"}")
        .then()
        .statusCode(400)
        .body("errors.pointer", containsInAnyOrder("/id", "/what", "/a~1b~0c", "/to"))
        .body("errors.find { it.pointer == '/to' }.reason", equalTo("has the wrong type"))
        .body("errors.find { it.pointer == '/what' }.reason", equalTo("is no field here"));
    post(
            "/v1/exports",
            "{\"data\":1,\"first\":1,\"id\":\"btc\",\"interval\":\"1m\",\"from\":[],\"to\":null,\"as_of\":null,"
                + "\"format\":\"csv\",\"compression\":\"none\",\"last\":{}}")
        .then()
        .statusCode(400)
        .body("errors.pointer", containsInAnyOrder("/data", "/first", "/from", "/last"));
    for (String body : List.of("[]", "[{}]", "7", "\"x\"")) {
      post("/v1/exports", body).then().statusCode(400).body("errors.pointer", equalTo(List.of("")));
    }
    post("/v1/exports", request(",\"what\":1"))
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/what"));
  }

  @Test
  void jobsAreListedNewestFirstAndFound() throws Exception {
    finished(post("/v1/exports", request(",\"interval\":\"1w\"")));
    Response last = finished(post("/v1/exports", request(",\"interval\":\"4h\"")));
    Response page = given().get("/v1/jobs?kind=export&state=succeeded&limit=1");
    page.then().statusCode(200).body("data[0].id", equalTo(last.<String>path("id")));
    given()
        .get("/v1/jobs?kind=export&state=succeeded&limit=1&cursor=" + page.path("next"))
        .then()
        .body("data[0].request.interval", equalTo("1w"));
    given().get("/v1/jobs?kind=nope").then().statusCode(400);
    given().get("/v1/jobs/none").then().statusCode(404).body("code", equalTo("unknown_job"));
    given().get("/v1/jobs/" + new java.util.UUID(1, 2)).then().statusCode(404);
    given()
        .delete("/v1/jobs/" + last.path("id"))
        .then()
        .statusCode(409)
        .body("code", equalTo("job_state"));
  }

  @Test
  void aJobMayBeWatchedToItsEnd() throws Exception {
    Response job = finished(post("/v1/exports", request(",\"interval\":\"1h\"")));
    String events = given().get("/v1/jobs/" + job.path("id") + "/events").asString();
    assertThat(events).contains("event:job").contains("\"state\":\"succeeded\"");
  }

  @Test
  void aBackfillAsksTheVenue() throws Exception {
    long to = Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000) - 60 * MINUTE;
    String range =
        "\"from\":\"%s\",\"to\":\"%s\""
            .formatted(Instant.ofEpochSecond(0, to - 30 * MINUTE), Instant.ofEpochSecond(0, to));
    Response job = finished(post("/v1/backfills", "{\"market\":\"kraken:eth-usd\"," + range + "}"));
    job.then().body("state", equalTo("succeeded"));
    // of the first minutes the close before may not be known
    assertThat(job.<Integer>path("result.minutes")).isBetween(25, 30);
    assertThat(job.<Integer>path("result.minutes") + job.<Integer>path("result.missing"))
        .isEqualTo(30);
    given()
        .get(
            "/v1/coverage/kraken:eth-usd?from=%s&to=%s"
                .formatted(
                    Instant.ofEpochSecond(0, to - 20 * MINUTE), Instant.ofEpochSecond(0, to)))
        .then()
        .body("data.state", equalTo(List.of("repaired")));
    post("/v1/backfills", "{\"market\":\"kraken:eth-usd\"}")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/from")));
  }

  @Test
  void theEventsOfNoJobAreAProblem() {
    given()
        .get("/v1/jobs/00000000-0000-0000-0000-000000000000/events")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_job"));
  }

  @Test
  void headTellsHowLongAFileIsAndARangeMayEndAnywhereBehindIt() throws Exception {
    Response job = finished(post("/v1/exports", request(",\"format\":\"csv\"")));
    String address = "/v1/jobs/" + job.path("id") + "/result";
    int bytes = job.<Integer>path("file.bytes");
    given().head(address).then().header("Content-Length", equalTo(Integer.toString(bytes)));
    Response all = given().header("Range", "bytes=0-99999999999999999999").get(address);
    all.then().statusCode(206).header("Content-Length", equalTo(Integer.toString(bytes)));
    assertThat(all.asByteArray()).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"btc\"} x",
        "{\"id\":\"btc\",\"id\":\"eth\"}",
        "{\"id\":\"btc\",\"interval\":\"1M\"}",
        "[]"
      })
  void aBodyThatCanBeReadInTwoWaysIsRefused(String body) {
    post("/v1/exports", body).then().statusCode(400).body("code", equalTo("invalid_request"));
  }

  @Test
  void aMomentThatIsToComeIsNamedWhereItWasGiven() {
    post("/v1/exports", request(",\"as_of\":\"2099-01-01T00:00:00Z\""))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/as_of"));
  }

  @Test
  void aVolumeThatParquetCannotHoldIsSaidAtOnce() throws Exception {
    Series wide = Series.of(Market.parse("coinbase:doge-usd"));
    store
        .write(List.of(new Rung(wide, KeptCandles.minute(START, "1", "1000000000000000000000"))))
        .await()
        .atMost(PATIENCE);
    String body = request("").replace("ada", "doge");
    finished(post("/v1/exports", body))
        .then()
        .body("state", equalTo("failed"))
        .body("failure", containsString("2016-01-04"))
        .body("failure", containsString("ndjson can"));
  }

  @Test
  void noMonthIsTakenForAMinute() {
    for (String list : List.of("candles", "coverage")) {
      given()
          .get("/v1/" + list + "/coinbase:ada-usd?interval=1M")
          .then()
          .statusCode(400)
          .body("errors[0].parameter", equalTo("interval"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&to=2016-03-01T00:00:00Z", "&as_of="})
  void whereNothingIsAPageLeadsToTheFirstCandle(String more) throws Exception {
    String known =
        more.endsWith("=") ? finished(post("/v1/exports", request(""))).path("result.as_of") : "";
    String address =
        "/v1/candles/coinbase:ada-usd?from=1970-01-01T00:00:00Z&limit=2" + more + known;
    Response page = given().get(address);
    page.then().statusCode(200).body("data", empty());
    page = given().get(address + "&cursor=" + page.path("next"));
    page.then().body("data[0].open_time", equalTo("2016-01-04T00:00:00.000Z"));
  }

  @Test
  void whatWasImportedIsNotCachedForGood() throws Exception {
    Series imported = Series.of(Market.parse("coinbase:sol-usd"));
    Decimal one = Decimal.parse("1");
    Candle candle =
        new Candle(
            Interval.M1,
            START,
            one,
            one,
            one,
            one,
            BigDecimal.ONE,
            null,
            null,
            null,
            MINUTE,
            false,
            true,
            1,
            Candle.Origin.IMPORT);
    store.write(List.of(new Rung(imported, candle))).await().atMost(PATIENCE);
    String minute = "?from=2016-01-04T00:00:00Z&to=2016-01-04T00:01:00Z";
    given()
        .get("/v1/candles/coinbase:sol-usd" + minute)
        .then()
        .body("data[0].origin", equalTo("import"))
        .header("Cache-Control", not(containsString("immutable")));
    given()
        .get("/v1/candles/coinbase:ada-usd" + minute)
        .then()
        .header("Cache-Control", containsString("immutable"));
  }
}
