package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
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
import io.tapeline.ops.store.Fence;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code limit=all} a whole range comes in one answer, the same that its pages say. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class StreamedCandlesTest {

  private static final Series SERIES = Series.of(Market.parse("coinbase:eth-usd"));
  private static final String PATH = "/v1/candles/coinbase:eth-usd";
  private static final long MINUTE = Interval.M1.nanos();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long START =
      Interval.W1.ceiling(Instant.parse("2018-01-01T00:00:00Z").toEpochMilli() * 1_000_000);

  /** A few minutes' worth. */
  private static final String SECONDS = "2018-01-01T01:00:00Z&to=2018-01-01T01:10:00Z";

  /** The last before the gap, and the first after it. */
  private static final String MINUTES = "2018-01-04T06:00:00Z&to=2018-05-20T04:00:00Z";

  private static boolean written;

  @Inject CandleStore store;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      write(0, 5_000, "100.25");
      // months later, after a gap that many pages would not reach over
      write(200_000, 3_000, "107.5");
      written = true;
    }
  }

  private void write(int firstMinute, int minutes, String price) {
    List<Rung> rows =
        LongStream.range(firstMinute, firstMinute + minutes)
            .mapToObj(minute -> KeptCandles.minute(START + minute * MINUTE, price, "1"))
            .map(candle -> new Rung(SERIES, candle))
            .toList();
    store.write(rows, Fence.NONE).await().atMost(PATIENCE);
  }

  private static String range(String interval) {
    return PATH + "?interval=" + interval + "&from=2018-01-01T00:00:00Z&to=2019-01-01T00:00:00Z";
  }

  /** Page by page, from one that has something to the next that has. */
  private static List<Object> paged(String interval) {
    List<Object> all = new ArrayList<>();
    String cursor = null;
    do {
      String more = cursor == null ? "" : "&cursor=" + cursor;
      Response page = given().get(range(interval) + "&limit=5000" + more);
      all.addAll(page.path("data"));
      cursor = page.path("next");
    } while (cursor != null);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "5m", "4h", "1d", "1w"})
  void aStreamSaysWhatThePagesSay(String interval) {
    Response stream = given().get(range(interval) + "&limit=all");
    stream
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Transfer-Encoding", equalTo("chunked"))
        .header("ETag", notNullValue())
        .body("next", nullValue());
    assertThat(stream.<List<Object>>path("data")).isNotEmpty().isEqualTo(paged(interval));
  }

  /** What a full answer says, without the fields that were not asked for. */
  private static List<Map<String, Object>> reduced(Response whole, List<String> fields) {
    List<Map<String, Object>> rows = new ArrayList<>(whole.path("data"));
    rows.forEach(row -> row.keySet().retainAll(fields));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1s", "1m", "5m", "4h", "1w"})
  void fewerFieldsAreTheSameRowsWithoutTheOthers(String interval) {
    String moment = given().get(range("1w") + "&limit=all").header("Tapeline-As-Of");
    String span =
        switch (interval) {
          case "1s" -> PATH + "?interval=1s&from=" + SECONDS;
          case "1m" -> PATH + "?interval=1m&from=" + MINUTES;
          default -> range(interval);
        };
    for (String paging : List.of("&limit=700", "&limit=all")) {
      String address = span + paging + "&as_of=" + moment;
      Response whole = given().get(address);
      for (String fields :
          List.of("open_time,close", "vwap", "coverage,trades,origin", "synthetic,revision,high")) {
        Response some = given().get(address + "&fields=" + fields);
        assertThat(some.<List<Object>>path("data"))
            .isNotEmpty()
            .isEqualTo(reduced(whole, List.of(fields.split(",", -1))));
        assertThat(some.<Object>path("next")).isEqualTo(whole.path("next"));
        given()
            .get("/v1/receipts/" + some.header("Tapeline-Receipt"))
            .then()
            .header("ETag", equalTo(some.header("ETag")))
            .body(equalTo(some.asString()));
      }
    }
  }

  @Test
  void everyFormatHasTheSameRows() {
    String lines =
        given().accept("application/x-ndjson").get(range("1m") + "&limit=all").asString();
    assertThat(lines.lines()).hasSize(8_000).allMatch(line -> line.startsWith("{\"open_time\""));
    String csv = given().accept("text/csv").get(range("1m") + "&limit=all").asString();
    assertThat(csv.lines())
        .hasSize(8_001)
        .filteredOn(line -> line.startsWith("open_time,"))
        .hasSize(1);
    String some =
        given()
            .accept("text/csv")
            .get(range("1m") + "&limit=all&fields=open_time,close")
            .asString();
    assertThat(some.lines().skip(1).findFirst()).hasValue("2018-01-01T00:00:00.000Z,100.25");
    assertThat(some.lines().reduce((_, last) -> last)).get().asString().endsWith(",107.5");
  }

  @Test
  void aStreamMayBeCompressedAndIsTheSame() throws Exception {
    var client = java.net.http.HttpClient.newHttpClient();
    var request =
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(
                    "http://localhost:"
                        + io.restassured.RestAssured.port
                        + range("1m")
                        + "&limit=all"))
            .header("Accept-Encoding", "gzip")
            .build();
    var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (var unpacked =
        new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(answer.body()))) {
      assertThat(new String(unpacked.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(given().get(range("1m") + "&limit=all").asString());
    }
  }

  @Test
  void aStreamHasAReceiptAndIsNotSentAgain() {
    Response stream = given().accept("text/csv").get(range("1h") + "&limit=all");
    String token = stream.header("Tapeline-Receipt");
    String moment = stream.header("Tapeline-As-Of");
    write(100, 1, "90.5");
    assertThat(given().get("/v1/receipts/" + token).asString()).isEqualTo(stream.asString());
    assertThat(given().accept("text/csv").get(range("1h") + "&limit=all").asString())
        .isNotEqualTo(stream.asString());
    Response again =
        given()
            .accept("text/csv")
            .header("If-None-Match", stream.header("ETag"))
            .get(range("1h") + "&limit=all&as_of=" + moment);
    assertThat(again.statusCode()).isEqualTo(304);
    given().head(range("1h") + "&limit=all").then().statusCode(200).header("ETag", notNullValue());
  }

  @Test
  void nothingIsAStreamToo() {
    String nothing = PATH + "?from=2017-01-01T00:00:00Z&to=2017-06-01T00:00:00Z&limit=all";
    given().get(nothing).then().statusCode(200).body("data.size()", equalTo(0));
    assertThat(given().accept("application/x-ndjson").get(nothing).asString()).isEmpty();
    assertThat(given().accept("text/csv").get(nothing).asString())
        .startsWith("open_time,")
        .hasLineCount(1);
  }

  @Test
  void allIsNoPage() {
    given().get(range("1m") + "&limit=all&cursor=x").then().statusCode(400);
    given().get(range("1m") + "&limit=al").then().statusCode(400);
    given().get(PATH + "?limit=all").then().statusCode(200);
  }
}
