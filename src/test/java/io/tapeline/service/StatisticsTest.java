package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels, statistics and correlations over REST: of candles that are over, as of a moment. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class StatisticsTest {

  private static final String ONE = "kraken:btc-usd";
  private static final String OTHER = "kraken:eth-usd";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MINUTE = Interval.M1.nanos();
  private static final String RANGE =
      "interval=1m&from=2014-01-06T00:00:00Z&to=2014-01-06T00:05:00Z";

  /** Years before what anybody else writes. */
  private static final long START =
      Instant.parse("2014-01-06T00:00:00Z").toEpochMilli() * 1_000_000;

  private static boolean written;

  @Inject CandleStore store;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      write(ONE, START, "100", "110", "88", "110", "110");
      write(OTHER, START, "50", "60", "45", "60", "60");
      List<String> waves = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waves.add(BigDecimal.valueOf(10_000 + Math.round(500 * Math.sin(i / 6.0)), 2).toString());
      }
      write(ONE, START + 60 * MINUTE, waves.toArray(String[]::new));
      written = true;
    }
  }

  private void write(String market, long from, String... closes) {
    Series series = Series.of(Market.parse(market));
    List<Rung> rows = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      rows.add(new Rung(series, KeptCandles.minute(from + i * MINUTE, closes[i], "1")));
    }
    store.write(rows, Fence.NONE).await().atMost(PATIENCE);
  }

  private static Response get(String address) {
    return given().urlEncodingEnabled(false).get(address);
  }

  @Test
  void statisticsAreThoseOfTheCloses() {
    Response answer = get("/v1/stats/" + ONE + "?benchmark=" + OTHER + "&" + RANGE);
    answer
        .then()
        .statusCode(200)
        .body("series", equalTo(ONE))
        .body("benchmark", equalTo(OTHER))
        .body("from", equalTo("2014-01-06T00:00:00.000Z"))
        .body("to", equalTo("2014-01-06T00:05:00.000Z"))
        .body("candles", equalTo(5))
        .body("returns", equalTo(4))
        .body("total_return", equalTo("0.1"))
        .body("cagr", nullValue())
        .body("var", nullValue())
        .body("max_drawdown.depth", equalTo("0.2"))
        .body("max_drawdown.peak", equalTo("2014-01-06T00:02:00.000Z"))
        .body("max_drawdown.trough", equalTo("2014-01-06T00:03:00.000Z"))
        .body("max_drawdown.recovered", equalTo("2014-01-06T00:04:00.000Z"));
    // 0.1, −0.2, 0.25, 0 and 0.2, −0.25, 0.3333, 0
    assertThat(new BigDecimal(answer.<String>path("correlation"))).isBetween(bd("0.98"), bd("1"));
    get("/v1/stats/" + ONE + "?confidence=0.6&" + RANGE + "&fields=var,cvar")
        .then()
        .body("size()", equalTo(2))
        .body("var", equalTo("-0.02"))
        .body("cvar", equalTo("0.1"));
  }

  private static BigDecimal bd(String number) {
    return new BigDecimal(number);
  }

  @Test
  void aCorrectionLeavesWhatWasAnsweredBefore() {
    String address =
        "/v1/stats/" + ONE + "?interval=1m&from=2014-01-06T10:00:00Z&to=2014-01-06T10:30:00Z";
    write(ONE, START + 600 * MINUTE, "100", "101", "103", "102");
    Response before = get(address);
    write(ONE, START + 601 * MINUTE, "170");
    Response after = get(address);
    assertThat(after.asString()).isNotEqualTo(before.asString());
    String moment = before.header("Tapeline-As-Of");
    assertThat(get(address + "&as_of=" + moment).asString()).isEqualTo(before.asString());
    Response again = get("/v1/receipts/" + before.header("Tapeline-Receipt"));
    assertThat(again.asString()).isEqualTo(before.asString());
    assertThat(again.header("ETag")).isEqualTo(before.header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/stats/btc?interval=1m",
        "/v1/levels/btc?interval=1m&width=1",
        "/v1/correlations?assets=btc,eth&interval=1m&window=3&limit=5"
      })
  void whatWasAskedWithoutAnEndIsRepeatedByItsReceipt(String address) {
    Response first = get(address);
    first.then().statusCode(200);
    assertThat(get("/v1/receipts/" + first.header("Tapeline-Receipt")).asString())
        .isEqualTo(first.asString());
  }

  @Test
  void levelsAreWhereThePriceTurned() {
    Response answer =
        get(
            "/v1/levels/"
                + ONE
                + "?interval=1m&from=2014-01-06T01:00:00Z&to=2014-01-06T04:20:00Z&width=5");
    answer
        .then()
        .statusCode(200)
        .body("candles", equalTo(200))
        .body("levels", hasSize(2))
        .body("levels.kind", equalTo(List.of("support", "resistance")))
        .body("levels.touches", equalTo(List.of(5, 5)));
    assertThat(answer.<List<String>>path("levels.price")).containsExactly("95.006", "104.994");
  }

  @Test
  void correlationsRollAndArePagedThrough() {
    String address = "/v1/correlations?assets=" + ONE + "," + OTHER + "&window=3&" + RANGE;
    Response all = get(address);
    all.then().statusCode(200).body("data", hasSize(5)).body("next", nullValue());
    String pair = ONE + "/" + OTHER;
    List<Map<String, String>> values = all.path("data.values");
    for (int i = 0; i < 5; i++) {
      // the first return is that of the second candle
      assertThat(values.get(i).get(pair) != null).isEqualTo(i >= 3);
    }
    List<Object> paged = new ArrayList<>();
    String cursor = "";
    do {
      Response page = get(address + "&limit=2" + cursor);
      paged.addAll(page.path("data"));
      cursor = page.path("next") == null ? "" : "&cursor=" + page.path("next");
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all.path("data"));
    assertThat(
            given()
                .urlEncodingEnabled(false)
                .accept("text/csv")
                .get(address + "&limit=1")
                .asString())
        .startsWith("open_time," + pair);
  }

  @Test
  void whereThereIsNothingThereAreNoFigures() {
    String nothing = "interval=1h&from=2013-01-01T00:00:00Z&to=2013-01-02T00:00:00Z";
    get("/v1/stats/" + ONE + "?" + nothing)
        .then()
        .statusCode(200)
        .body("candles", equalTo(0))
        .body("from", nullValue())
        .body("total_return", nullValue())
        .body("max_drawdown", nullValue());
    get("/v1/levels/" + ONE + "?" + nothing)
        .then()
        .statusCode(200)
        .body("close", nullValue())
        .body("levels", hasSize(0));
    get("/v1/stats/btc?from=2200-01-01T00:00:00Z")
        .then()
        .statusCode(200)
        .body("candles", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/stats/btc?confidence=1|confidence|must be a decimal from 0.5 to 0.999",
        "/v1/stats/btc?confidence=NaN|confidence|must be a decimal from 0.5 to 0.999",
        "/v1/stats/btc?risk_free=1e-1|risk_free|must be a decimal from -0.5 to 1",
        "/v1/stats/btc?interval=1s|interval|must be one of",
        "/v1/stats/btc?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z|from|must not be after to",
        "/v1/stats/btc?interval=1m&from=2000-01-01T00:00:00Z|from|must be at most 20000 candles before to",
        "/v1/levels/btc?width=0|width|must be a whole number from 1 to 50",
        "/v1/levels/btc?limit=101|limit|must be a whole number from 1 to 100",
        "/v1/correlations|assets|must be given",
        "/v1/correlations?assets=btc|assets|must be at least 2",
        "/v1/correlations?assets=btc,btc|assets|must be at least 2",
        "/v1/correlations?assets=btc,eth&window=501|window|must be a whole number from 3 to 500",
        "/v1/correlations?assets=btc,eth&as_of=2200-01-01T00:00:00Z|as_of|must not be later than",
        "/v1/stats/btc?benchmark=zzz|benchmark|must be known",
        "/v1/stats/btc?benchmark=a-b:c|benchmark|must be an asset",
        "/v1/correlations?assets=btc,zzz|assets|must be known",
        "/v1/correlations?assets=btc,eth&cursor=abc|cursor|must be the next of a page"
      })
  void whatIsWrongIsNamed(String address, String parameter, String reason) {
    get(address)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body("errors.parameter", hasItems(parameter))
        .body("errors.reason", hasItems(containsString(reason)));
  }

  @Test
  void tooMuchArithmeticIsRefused() {
    StringBuilder many = new StringBuilder("btc,eth");
    for (String id : List.of("sol", "xrp", "ada", "doge", "ltc", "link")) {
      many.append(',').append(id);
    }
    get("/v1/correlations?assets=" + many + "&window=500&limit=5000")
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItems("limit"))
        .body("errors.reason", hasItems(containsString("with so many assets and this window")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/stats/zzz",
        "/v1/levels/zzz",
      })
  void whoIsNotKnownIsNamed(String address) {
    get(address).then().statusCode(404).body("detail", containsString("z"));
  }
}
