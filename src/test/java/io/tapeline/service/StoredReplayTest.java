package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.TestData;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recording, played into the whole service: what the API answers and what the stores hold. */
@Tag("service")
@QuarkusTest
@TestProfile(DenseReplay.class)
class StoredReplayTest {

  /** Distinct trades of the two recordings, counted by {@code grep @trade | sort -u}. */
  private static final long TRADES = 15_863;

  @Inject DataSource database;

  @BeforeEach
  void played() throws Exception {
    TestData.path("sessions/binance-spot-20240808");
    for (int i = 0; i < 600; i++) {
      if ("ended".equals(given().get("/v1/status").path("state"))
          && count("trade") >= TRADES
          && count("market") == 2
          && count("index_price") > 600) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException(given().get("/v1/status").asString());
  }

  private long count(String table) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException _) {
      return -1;
    }
  }

  @Test
  void everyTradeIsStoredOnce() {
    assertThat(count("trade")).isEqualTo(TRADES);
    assertThat(count("market")).isEqualTo(2);
    assertThat(count("index_price")).isGreaterThan(600);
  }

  @Test
  void candlesOlderThanMemoryComeFromTheStoreAndAreTheSame() {
    Response answer =
        given()
            .queryParam("interval", "1s")
            .queryParam("from", "2024-08-08T23:54:30Z")
            .queryParam("to", "2024-08-08T23:54:40Z")
            .get("/v1/candles/binance:btc-usdt");
    answer.then().statusCode(200);
    List<String> times = answer.path("data.open_time");
    assertThat(times).isNotEmpty().isSorted().first().asString().startsWith("2024-08-08T23:54:3");
    assertThat(answer.<List<Boolean>>path("data.complete")).containsOnly(true);
    given()
        .queryParam("interval", "5m")
        .queryParam("from", "2024-08-08T23:55:00Z")
        .get("/v1/candles/binance:btc-usdt")
        .then()
        .body("data", hasSize(1))
        .body("data[0].open", equalTo(firstPriceAfter("2024-08-08T23:55:00Z")));
  }

  @Test
  void asOfAMomentTheAnswerIsForGood() {
    long now = System.currentTimeMillis();
    String address =
        "/v1/candles/binance:btc-usdt?interval=5m&from=2024-08-08T23:50:00Z&to=2024-08-09T00:00:00Z";
    Response answer = given().get(address + "&as_of=" + now);
    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("immutable"))
        .header("Tapeline-As-Of", equalTo(java.time.Instant.ofEpochMilli(now).toString()))
        .body("data", hasSize(2))
        .body("data[0].complete", equalTo(true));
    assertThat(given().get(address + "&as_of=" + now).asByteArray())
        .isEqualTo(answer.asByteArray());
    given()
        .get(address + "&as_of=2024-08-09T00:00:00Z")
        .then()
        .statusCode(200)
        .body("data", hasSize(0));
    given()
        .get(address + "&as_of=" + (now + 3_600_000))
        .then()
        .statusCode(400)
        .body("errors.parameter", equalTo(List.of("as_of")));
  }

  @Test
  void whatIsKnownAndWhatIsMissingIsToldWithoutHoles() {
    Response answer =
        given()
            .queryParam("from", "2024-08-08T23:50:00Z")
            .queryParam("to", "2024-08-08T23:59:00Z")
            .get("/v1/coverage/binance:btc-usdt");
    answer.then().statusCode(200);
    assertThat(answer.<List<String>>path("data.state"))
        .containsExactly("missing", "partial", "observed");
    assertThat(answer.<List<Integer>>path("data.intervals")).containsExactly(4, 1, 4);
    assertThat(answer.<List<String>>path("data.to"))
        .containsExactly(
            "2024-08-08T23:54:00.000Z", "2024-08-08T23:55:00.000Z", "2024-08-08T23:59:00.000Z");
  }

  @Test
  void coverageIsPagedThrough() {
    List<String> states = new java.util.ArrayList<>();
    String cursor = null;
    do {
      var asked =
          given()
              .queryParam("from", "2024-08-08T23:50:00Z")
              .queryParam("to", "2024-08-08T23:59:00Z")
              .queryParam("limit", 1);
      Response page =
          (cursor == null ? asked : asked.queryParam("cursor", cursor))
              .get("/v1/coverage/binance:btc-usdt");
      states.addAll(page.<List<String>>path("data.state"));
      cursor = page.path("next");
    } while (cursor != null);
    assertThat(states).containsExactly("missing", "partial", "observed");
  }

  private static String firstPriceAfter(String time) {
    return given()
        .queryParam("from", time)
        .queryParam("limit", 1)
        .get("/v1/trades/binance:btc-usdt")
        .path("data[0].price");
  }

  @Test
  void tradesArePagedThroughWithoutLossOrRepeat() {
    int found = 0;
    String cursor = null;
    String last = "";
    do {
      var request =
          given()
              .queryParam("from", "2024-08-08T23:54:00Z")
              .queryParam("to", "2024-08-09T00:10:00Z")
              .queryParam("limit", 5000);
      Response page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/v1/trades/binance:eth-usdt");
      page.then().statusCode(200);
      List<String> ids = page.path("data.id");
      assertThat(ids).doesNotHaveDuplicates().doesNotContain(last);
      found += ids.size();
      last = ids.getLast();
      cursor = page.path("next");
    } while (cursor != null);
    assertThat(found).isEqualTo(6106);
  }

  @Test
  void aPriceNamesItsSourcesItsMethodAndItsFeed() {
    given()
        .get("/v1/prices/BTC")
        .then()
        .statusCode(200)
        .body("asset", equalTo("btc"))
        .body("feed", equalTo("replay"))
        .body("methodology", equalTo("tapeline-index/1"))
        .body("sources[0].market", equalTo("binance:btc-usdt"))
        .body("sources[0].rate_source", equalTo("parity"))
        .body("assumes_parity", equalTo(true))
        .body("change_24h", equalTo(null))
        .header("Tapeline-As-Of", equalTo("2024-08-08T23:59:59.900Z"));
  }

  @Test
  void anUnchangedPriceIsNotSentAgain() {
    String tag = given().get("/v1/prices/btc").header("ETag");
    given().header("If-None-Match", tag).get("/v1/prices/btc").then().statusCode(304);
    given()
        .get("/v1/prices/btc?fields=price,sources.venue")
        .then()
        .statusCode(200)
        .body("size()", equalTo(2));
  }

  @Test
  void everyBadParameterIsNamed() {
    given()
        .queryParam("interval", "7m")
        .queryParam("from", "yesterday")
        .queryParam("limit", "0")
        .get("/v1/candles/binance:btc-usdt")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "errors.parameter",
            org.hamcrest.Matchers.containsInAnyOrder("interval", "from", "limit"));
    given()
        .get("/v1/prices/btcc")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_asset"))
        .body("near", org.hamcrest.Matchers.hasItem("btc"));
    given().get("/v1/trades/binance:nothing-usd").then().statusCode(404);
  }

  @Test
  void theTapeLeavesAsCsvAndNdjson() {
    String csv =
        given()
            .accept("text/csv")
            .get("/v1/candles/binance:btc-usdt?from=2024-08-08T23:55:00Z&limit=2")
            .asString();
    assertThat(csv.lines().findFirst().orElseThrow()).startsWith("open_time,open,high,low,close");
    assertThat(csv.lines()).hasSize(3);
    String lines =
        given()
            .accept("application/x-ndjson")
            .get("/v1/candles/binance:btc-usdt?from=2024-08-08T23:55:00Z&limit=2")
            .asString();
    assertThat(lines.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"open_time\""));
  }
}
