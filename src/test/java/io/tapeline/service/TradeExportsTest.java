package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.ExportJobs.finished;
import static io.tapeline.service.ExportJobs.plain;
import static io.tapeline.service.ExportJobs.post;
import static io.tapeline.service.KeptTrades.SECOND;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.jerolba.carpet.CarpetReader;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Market;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TradeStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trades leave as files, by the same jobs as candles. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class TradeExportsTest {

  private static final KeptTrades TRADES = KeptTrades.of("coinbase:sol-usd");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long START = KeptTrades.nanos("2018-05-01T00:00:00Z");
  private static final int COUNT = 6_000;

  /** Clocks of venues are finer than what JSON shows. */
  private static final long ODD = 123_456_789;

  private static boolean written;

  @Inject TradeStore store;
  @Inject CandleStore candles;
  @TempDir Path folder;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      write(0, COUNT - 1_000, Origin.LIVE);
      write(COUNT - 1_000, COUNT, Origin.IMPORT);
      Series series = Series.of(Market.parse("coinbase:sol-usd"));
      List<Rung> minutes =
          LongStream.range(0, 60)
              .mapToObj(i -> KeptCandles.minute(START + i * 60 * SECOND, "100.1", "1"))
              .map(candle -> new Rung(series, candle))
              .toList();
      candles.write(minutes).await().atMost(PATIENCE);
      written = true;
    }
  }

  private void write(int first, int end, Origin origin) {
    List<Traded> rows =
        LongStream.range(first, end)
            .mapToObj(i -> TRADES.at(START + i * SECOND + ODD, i, origin))
            .toList();
    var _ = store.write(rows).await().atMost(PATIENCE);
  }

  private static String request(String more) {
    return "{\"data\":\"trades\",\"id\":\"coinbase:sol-usd\",\"from\":\"2018-05-01T00:00:00Z\",\"to\":\"2018-05-02T00:00:00Z\""
        + more
        + "}";
  }

  @ParameterizedTest
  @CsvSource({"csv, gzip", "csv, zstd", "ndjson, none"})
  void aFileHasTheRowsOfTheStream(String format, String compression) throws Exception {
    Response job =
        finished(
            post(
                "/v1/exports",
                request(
                    ",\"format\":\"%s\",\"compression\":\"%s\"".formatted(format, compression))));
    job.then()
        .body("state", equalTo("succeeded"))
        .body("result.data", equalTo("trades"))
        .body("result.interval", nullValue())
        .body("result.rows", equalTo(COUNT))
        .body("result.first", equalTo("2018-05-01T00:00:00.123Z"))
        .body("result.origins", equalTo(Map.of("live", COUNT - 1_000, "import", 1_000)))
        // an hour of candles, behind which nothing is known
        .body("result.coverage.observed", equalTo(60))
        .body("result.columns.name", hasItems("id", "time", "origin"));
    Response file = given().get("/v1/jobs/" + job.path("id") + "/result");
    assertThat(file.header("Content-Disposition")).contains("coinbase-sol-usd-trades." + format);
    String stream =
        given()
            .urlEncodingEnabled(false)
            .accept(format.equals("csv") ? "text/csv" : "application/x-ndjson")
            .get(
                "/v1/trades/coinbase:sol-usd?from=2018-05-01T00:00:00Z&to=2018-05-02T00:00:00Z&limit=all&as_of="
                    + job.path("result.as_of"))
            .asString();
    assertThat(plain(file.asByteArray(), compression)).isEqualTo(stream);
  }

  @ParameterizedTest
  @CsvSource({"zstd", "gzip", "none"})
  void parquetHoldsTheSameTradesToTheNanosecond(String compression) throws Exception {
    Response job =
        finished(post("/v1/exports", request(",\"compression\":\"%s\"".formatted(compression))));
    job.then().body("state", equalTo("succeeded"));
    Path file = folder.resolve("file.parquet");
    Files.write(file, given().get("/v1/jobs/" + job.path("id") + "/result").asByteArray());
    @SuppressWarnings("rawtypes")
    List<Map> rows = new CarpetReader<>(file.toFile(), Map.class).toList();
    assertThat(rows).hasSize(COUNT);
    for (int i = 0; i < COUNT; i += 777) {
      Map<?, ?> row = rows.get(i);
      Instant time = Instant.ofEpochSecond(0, START + i * SECOND + ODD);
      assertThat(row.get("time")).isEqualTo(time);
      assertThat(row.get("received_time")).isEqualTo(time.plusNanos(1_000));
      assertThat(row.get("id")).isEqualTo(Integer.toString(i));
      assertThat((BigDecimal) row.get("price")).isEqualByComparingTo("100." + (1 + i % 9));
      assertThat((BigDecimal) row.get("quantity")).isEqualByComparingTo("0.5");
      assertThat(row.get("side")).isEqualTo(i % 2 == 0 ? "buy" : null);
      assertThat(row.get("matches")).isEqualTo(1);
      assertThat(row.get("origin")).isEqualTo(i < COUNT - 1_000 ? "live" : "import");
    }
    JsonPath inside = new JsonPath(requireNonNull(metadata(file).get("tapeline.manifest")));
    assertThat(inside.getString("data")).isEqualTo("trades");
    assertThat(inside.getString("as_of")).isEqualTo(job.<String>path("result.as_of"));
    assertThat(inside.getList("columns.name")).first().isEqualTo("time");
  }

  private static Map<String, String> metadata(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFileMetaData().getKeyValueMetaData();
    }
  }

  @Test
  void aFileAsOfAMomentHasNoTradeThatWasToldLater() throws Exception {
    String range =
        "{\"data\":\"trades\",\"id\":\"coinbase:sol-usd\",\"from\":\"2018-06-01T00:00:00Z\",\"to\":\"2018-06-02T00:00:00Z\",\"format\":\"csv\",\"compression\":\"none\"";
    long noon = KeptTrades.nanos("2018-06-01T12:00:00Z");
    var _ = store.write(List.of(TRADES.at(noon, 1, Origin.LIVE))).await().atMost(PATIENCE);
    Response before = finished(post("/v1/exports", range + "}"));
    var _ = store.write(List.of(TRADES.at(noon, 2, Origin.REPAIR))).await().atMost(PATIENCE);
    String moment = before.path("result.as_of");
    Response then = finished(post("/v1/exports", range + ",\"as_of\":\"" + moment + "\"}"));
    Response now = finished(post("/v1/exports", range + "}"));
    assertThat(then.<String>path("file.sha256")).isEqualTo(before.<String>path("file.sha256"));
    now.then().body("result.rows", equalTo(2)).body("result.origins.repair", equalTo(1));
  }

  @Test
  void aRangeBeginsAtItsNanosecond() throws Exception {
    String from = Instant.ofEpochSecond(0, START + ODD + 1).toString();
    Response job =
        finished(
            post(
                "/v1/exports",
                "{\"data\":\"Trades\",\"id\":\"COINBASE:sol-usd\",\"from\":\"%s\",\"to\":\"2018-05-02T00:00:00Z\"}"
                    .formatted(from)));
    job.then()
        .body("result.rows", equalTo(COUNT - 1))
        .body("result.from", equalTo(from))
        .body("result.id", equalTo("coinbase:sol-usd"));
  }

  @Test
  void whatIsWrongIsNamed() {
    post("/v1/exports", request(",\"interval\":\"1m\""))
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/interval"));
    post("/v1/exports", request(",\"as_of\":\"2100-01-01T00:00:00Z\"")).then().statusCode(400);
    post("/v1/exports", "{\"data\":\"trades\",\"id\":\"btc-usd\"}")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_market"));
    post("/v1/exports", "{\"data\":\"trades\"}")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/id"));
  }
}
