package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.store.Fence;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue of strategies over REST. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class StrategiesTest {

  private static final Series SERIES = Series.of(Market.parse("kraken:rec-usd"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int DAYS = 800;
  private static final long SOME_LOOKS = 1_500;

  @Inject CandleStore store;
  @Inject DataSource database;

  private static Response get(String address) {
    return given().urlEncodingEnabled(false).accept("application/json").get(address);
  }

  @Test
  void theCatalogueTellsAllOfThem() {
    Response all = get("/v1/strategies");
    all.then().statusCode(200).body("data", hasSize(11)).body("next", nullValue());
    List<String> usual = all.path("data.usual");
    assertThat(usual).isSorted().contains("ma_cross(50,200)", "macd(12,26,9)", "composite");
    given()
        .header("If-None-Match", all.header("ETag"))
        .accept("application/json")
        .get("/v1/strategies")
        .then()
        .statusCode(304);
    get("/v1/strategies?style=mean_reversion")
        .then()
        .body("data.name", equalTo(List.of("bollinger_reversion")));
    get("/v1/strategies?style=luck").then().statusCode(400);
    String next = get("/v1/strategies?limit=3").path("next");
    get("/v1/strategies?limit=3&cursor=" + next).then().body("data", hasSize(3));
  }

  @Test
  void oneTellsAllThatItsSignalsAreMadeOf() {
    get("/v1/strategies/RSI_regime")
        .then()
        .statusCode(200)
        .body("name", equalTo("rsi_regime"))
        .body("version", equalTo(1))
        .body("indicators", equalTo(List.of("rsi(14)", "zscore(50)")))
        .body("parameters.name", equalTo(List.of("n", "trend", "band")))
        .body("warm_up", equalTo(325));
    get("/v1/strategies/ma_cross")
        .then()
        .body("conditions", hasItem("fast must be less than slow"))
        .body("indicators", hasItems("sma(50)", "sma(200)", "close"));
  }

  /** All but the last day's, or that one. */
  private void write(boolean isLast) {
    long day = Interval.D1.nanos();
    long today = Interval.D1.floor(Instant.now().toEpochMilli() * 1_000_000);
    SplittableRandom random = new SplittableRandom(5);
    List<Rung> rungs = new ArrayList<>();
    int cents = 100_000;
    for (int i = DAYS; i > 0; i--) {
      cents = Math.max(10_000, cents + random.nextInt(-2_000, 2_010));
      String price = BigDecimal.valueOf(cents, 2).toPlainString();
      Candle candle = KeptCandles.at(Interval.D1, today - i * day, price, "3");
      if ((i == 1) == isLast) {
        rungs.add(new Rung(SERIES, KeptCandles.imported(candle)));
      }
    }
    store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
  }

  /** As soon as the newest record of it is such. */
  private static Response measured(Predicate<Response> is) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      Response told = get("/v1/strategies/donchian_breakout");
      told.then().statusCode(200);
      if (told.path("record[0]") != null && is.test(told)) {
        return told;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(get("/v1/strategies/donchian_breakout").asString());
  }

  /** Times that it was made. */
  private long made() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM strategy_record WHERE strategy LIKE 'donchian_breakout%'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * It is made each day: so of candles that come later on the day it is made again once, when the
   * last of them is there.
   */
  private Response recorded() throws Exception {
    measured(told -> told.path("record[0].out_of_sample") == null);
    write(false);
    TimeUnit.MILLISECONDS.sleep(SOME_LOOKS);
    assertThat(made()).isEqualTo(1);
    write(true);
    Response told = measured(newest -> newest.path("record[0].out_of_sample") != null);
    TimeUnit.MILLISECONDS.sleep(SOME_LOOKS);
    assertThat(made()).isEqualTo(2);
    return told;
  }

  @Test
  void itsRecordIsABacktestThatAnybodyCanMakeAgain() throws Exception {
    Response told = recorded();
    told.then()
        .body("no_record", nullValue())
        .body("record.series", equalTo(List.of(SERIES.id())))
        .body("record.interval", equalTo(List.of("1d")))
        .body("record[0].recorded_at", notNullValue())
        .body("record[0].in_sample.candles", equalTo(200))
        .body("record[0].out_of_sample.candles", equalTo(60))
        .body("record[0].out_of_sample.from", equalTo(told.path("record[0].in_sample.to")));
    for (String part : List.of("in_sample", "out_of_sample")) {
      String edge = told.path("record[0]." + part + ".edge");
      assertThat(told.<String>path("record[0]." + part + ".meaning").contains("No edge is shown"))
          .isEqualTo(edge.equals("none"));
      String body =
          "{\"assets\":[\"%s\"],\"strategies\":[\"donchian_breakout\"],\"from\":\"%s\",\"to\":\"%s\",\"as_of\":\"%s\"}"
              .formatted(
                  SERIES.id(),
                  told.path("record[0]." + part + ".from"),
                  told.path("record[0]." + part + ".to"),
                  told.path("record[0].as_of"));
      Response again = ExportJobs.finished(ExportJobs.post("/v1/backtests", body));
      assertThat(again.<String>path("result.series[0].runs[0].total_return"))
          .isEqualTo(told.path("record[0]." + part + ".total_return"));
      assertThat(again.<String>path("result.series[0].runs[0].p_value"))
          .isEqualTo(told.path("record[0]." + part + ".p_value"));
    }
    get("/v1/strategies?limit=1")
        .then()
        .body("data[0].record", nullValue())
        .body("data[0].no_record", notNullValue());
  }

  @Test
  void anUnknownOneNamesThoseThatMayHaveBeenMeant() {
    get("/v1/strategies/makd")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_strategy"))
        .body("near", equalTo(List.of("macd")));
  }
}
