package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.ExportJobs.finished;
import static io.tapeline.service.ExportJobs.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
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
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backtests as callers see them: asked for, waited for, and checked by what else is answered. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class BacktestsTest {

  private static final String MARKET = "kraken:bkt-usd";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long HOUR = Interval.H1.nanos();
  private static final long START =
      Interval.D1.ceiling(Instant.parse("2019-01-01T00:00:00Z").toEpochMilli() * 1_000_000);
  private static final int HOURS = 2_400;
  private static final int BEFORE = 1_200;
  private static final String RANGE =
      "\"interval\":\"1h\",\"from\":\"%s\",\"to\":\"%s\"".formatted(at(BEFORE), at(HOURS));

  private static boolean written;

  @Inject CandleStore store;

  private static Instant at(int hour) {
    return Instant.ofEpochSecond(0, START + hour * HOUR);
  }

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      SplittableRandom random = new SplittableRandom(5);
      List<Rung> rungs = new ArrayList<>();
      int cents = 100_000;
      for (int i = 0; i < HOURS; i++) {
        cents = Math.max(10_000, cents + random.nextInt(-1_000, 1_010));
        String price = BigDecimal.valueOf(cents, 2).toPlainString();
        rungs.add(rung(MARKET, i, price, "" + random.nextInt(1, 90)));
      }
      store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
      written = true;
    }
  }

  private static Rung rung(String market, int hour, String price, String volume) {
    return new Rung(
        Series.of(Market.parse(market)),
        KeptCandles.imported(KeptCandles.at(Interval.H1, START + hour * HOUR, price, volume)));
  }

  private static Response backtest(String more) {
    return post("/v1/backtests", "{\"assets\":[\"" + MARKET + "\"]," + RANGE + more + "}");
  }

  private static Response result(Response job) {
    Response result = given().get("/v1/jobs/" + job.path("id") + "/result");
    result.then().statusCode(200).contentType("application/json");
    return result;
  }

  @Test
  void whatItSaysCanBeCheckedAndMadeAgain() throws Exception {
    String more = ",\"strategies\":[\"ma_cross(5,20)\",\"RSI_regime\"],\"sides\":\"long_short\"";
    Response job = finished(backtest(more));
    job.then()
        .body("state", equalTo("succeeded"))
        .body("kind", equalTo("backtest"))
        .body("progress.done", equalTo(2))
        .body("progress.unit", equalTo("runs"))
        .body("result.series.series", equalTo(List.of(MARKET)))
        .body("result.series[0].candles", equalTo(HOURS - BEFORE))
        .body("result.series[0].runs", hasSize(2))
        .body("file.name", equalTo("backtest.json"));
    JsonPath made = result(job).jsonPath();
    assertThat(made.getString("method")).isEqualTo("tapeline-backtests/1");
    checkInputs(made.getList("series[0].inputs"), made.getString("as_of"));
    checkRun(made, "series[0].runs[0]");
    checkRun(made, "series[0].benchmark");
    assertThat(made.getString("series[0].runs[0].strategy")).isEqualTo("ma_cross(5,20)");
    assertThat(made.getString("series[0].runs[1].strategy")).startsWith("rsi_regime(");
    assertThat(made.getString("series[0].runs[0].significance.edge"))
        .isIn("none", "shown", "negative");
    assertThat(made.getString("series[0].runs[0].significance.p_value")).isNotNull();
    Response again = finished(backtest(more + ",\"as_of\":\"" + made.get("as_of") + "\""));
    assertThat(again.<String>path("file.sha256")).isEqualTo(job.path("file.sha256"));
    assertThat(result(again).asByteArray()).isEqualTo(result(job).asByteArray());
  }

  /** As those of signals: candles as CSV, through SHA-256. */
  private static void checkInputs(List<Map<String, Object>> inputs, String moment)
      throws Exception {
    assertThat(inputs).hasSize(1);
    Map<String, Object> input = inputs.getFirst();
    byte[] csv =
        given()
            .accept("text/csv")
            .get(
                "/v1/candles/%s?interval=%s&from=%s&to=%s&as_of=%s&limit=all&fields=open_time,open,high,low,close,volume"
                    .formatted(
                        MARKET, input.get("interval"), input.get("from"), input.get("to"), moment))
            .asByteArray();
    assertThat(sha256(csv)).isEqualTo(input.get("sha256"));
    assertThat(receipted(input)).isEqualTo(csv);
    assertThat(Instant.parse(String.valueOf(input.get("from")))).isBefore(at(BEFORE));
    assertThat(input).containsEntry("to", at(HOURS).toString().replace("00Z", "00.000Z"));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** What its receipt answers, which comes with that receipt. */
  private static byte[] receipted(Map<String, Object> input) {
    Response answer = given().get("/v1/receipts/" + input.get("receipt"));
    answer
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/csv"))
        .header("Tapeline-Receipt", equalTo(input.get("receipt")));
    return answer.asByteArray();
  }

  @Test
  void itsReceiptsGiveTheVeryCandlesWhateverIsCorrected() throws Exception {
    String market = "kraken:bkc-usd";
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      rungs.add(rung(market, i, Integer.toString(100 + i % 7), "1.50"));
    }
    store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
    String body =
        "{\"assets\":[\"%s\"],\"interval\":\"1h\",\"from\":\"%s\",\"strategies\":[\"macd\"]}"
            .formatted(market, at(0));
    Map<String, Object> input =
        finished(post("/v1/backtests", body)).path("result.series[0].inputs[0]");
    assertThat(input).containsEntry("candles", HOURS);
    List<Rung> corrections = List.of(rung(market, 3, "99", "1"), rung(market, HOURS - 1, "9", "1"));
    store.write(corrections, Fence.NONE).await().atMost(PATIENCE);
    assertThat(sha256(receipted(input))).isEqualTo(input.get("sha256"));
    Map<String, Object> corrected =
        finished(post("/v1/backtests", body)).path("result.series[0].inputs[0]");
    assertThat(sha256(receipted(corrected)))
        .isEqualTo(corrected.get("sha256"))
        .isNotEqualTo(input.get("sha256"));
  }

  private static void checkRun(JsonPath made, String run) {
    List<Map<String, String>> equity = made.getList(run + ".equity");
    assertThat(equity).hasSizeBetween(100, 200);
    assertThat(equity.getFirst()).containsEntry("worth", "1");
    double last = Double.parseDouble(equity.getLast().get("worth"));
    double total = made.getDouble(run + ".metrics.total_return");
    assertThat(total).isCloseTo(last - 1, Offset.offset(1e-8));
    double profits =
        made.<String>getList(run + ".trades.profit").stream()
            .mapToDouble(Double::parseDouble)
            .sum();
    assertThat(profits).isCloseTo(total, Offset.offset(1e-8));
    assertThat(made.getInt(run + ".trades_left_out")).isZero();
  }

  @Test
  void rulesAreGivenAsData() throws Exception {
    Response job =
        finished(
            backtest(
                """
                ,"rules":{"name":"dips","long":{
                  "enter":{"all":[{"left":"rsi(14)","is":"below","right":45},
                                  {"not":{"left":"close","is":"above","right":"sma(20)"}}]},
                  "leave":{"left":"rsi(14)","is":"crosses_above","right":55}}},
                 "strategies":["donchian_breakout"],
                 "sizing":{"volatility":"0.3","candles":24},"fee_bp":"0","slippage_bp":"2.5"
                """));
    job.then().body("state", equalTo("succeeded"));
    JsonPath made = result(job).jsonPath();
    assertThat(made.getList("series[0].runs.strategy"))
        .containsExactly("donchian_breakout(20,55)", "dips");
    assertThat(made.getInt("series[0].runs[1].metrics.trades")).isGreaterThan(3);
    assertThat(made.<String>getList("series[0].runs[1].trades.share"))
        .allSatisfy(share -> assertThat(Double.parseDouble(share)).isBetween(0.0, 1.0));
  }

  @Test
  void numbersAreChosenByThePastAndTriedInWhatFollows() throws Exception {
    Response job =
        finished(
            backtest(
                """
                ,"strategies":["ma_cross"],"walk_forward":{"in_sample":300,"out_of_sample":100,
                 "metric":"total_return","grid":{"fast":["5","10","40"],"slow":["20","80"]}}
                """));
    job.then()
        .body("state", equalTo("succeeded"))
        .body("result.series[0].walk_forward.strategy", equalTo("walk_forward"));
    Response made = result(job);
    made.then()
        .body("series[0].runs", hasSize(0))
        .body("plan.strategies", hasSize(5)) // 40 is not less than 20
        .body("series[0].walk_forward.windows", hasSize(9))
        .body("series[0].walk_forward.windows.in_sample_return", hasItem(notNullValue()))
        .body("series[0].walk_forward.out_of_sample.significance.returns", equalTo(899))
        .body("series[0].walk_forward.out_of_sample.equity.size()", lessThanOrEqualTo(200));
    JsonPath json = made.jsonPath();
    double joined = 1;
    for (String part :
        json.<String>getList("series[0].walk_forward.windows.out_of_sample_return")) {
      joined *= 1 + Double.parseDouble(part);
    }
    assertThat(joined - 1)
        .isCloseTo(
            json.getDouble("series[0].walk_forward.out_of_sample.metrics.total_return"),
            Offset.offset(1e-8));
  }

  @Test
  void whereThereAreNoCandlesItSaysSo() throws Exception {
    Response job =
        finished(
            post(
                "/v1/backtests",
                "{\"assets\":[\"btc\"],\"from\":\"2001-01-01T00:00:00Z\",\"to\":\"2002-01-01T00:00:00Z\",\"strategies\":[\"composite\"]}"));
    job.then()
        .body("state", equalTo("succeeded"))
        .body("result.series[0].reason", equalTo("there are no candles in this range"));
    result(job).then().body("series[0].benchmark", nullValue());
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    post(
            "/v1/backtests",
            """
            {"assets":["btc","b:t:c"],"interval":"2h","from":"2024-01-02T00:00:00Z","to":"2024-01-01T00:00:00Z",
             "strategies":["makd","ma_cross(200,50)"],"enter":"0","leave":"x","fee_bp":"-1","resamples":99,
             "rules":{"long":{"enter":{"left":"rsi(1e9)","is":"like","right":1e999}}},
             "sizing":{"fraction":"0.5","volatility":"9"},"points":1,"sides":"short"}
            """)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/assets/1",
                "/interval",
                "/from",
                "/strategies/0",
                "/strategies/1",
                "/enter",
                "/leave",
                "/fee_bp",
                "/resamples",
                "/rules/long/enter/left",
                "/rules/long/enter/is",
                "/rules/long/enter/right",
                "/sizing/volatility",
                "/sizing",
                "/points",
                "/sides"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /assets,/from,/strategies",
        "{'assets':['btc','nobody','none-usd'],'from':'2024-01-01','strategies':['macd']} | /from",
        "{'assets':['btc','nobody','none:x-usd'],'from':'0','strategies':['macd'],'interval':'1w'} | /assets/1,/assets/2",
        "{'assets':['btc'],'from':'0','interval':'1m','strategies':['macd']} | /from",
        "{'assets':['btc'],'from':'0','interval':'1w','strategies':['macd','macd','macd','macd','macd','macd','macd','macd','macd','macd','macd']} | /strategies",
        "{'assets':['btc'],'from':'0','interval':'1w','strategies':['macd'],'as_of':'2100-01-01T00:00:00Z'} | /as_of",
        "{'assets':['btc'],'from':'0','interval':'1w','strategies':['macd'],'points':2.5} | /points",
        "{'assets':['btc'],'from':'0','interval':'1w','strategies':['macd'],'resamples':'1000'} | /resamples",
        "{'assets':['btc'],'from':'0','interval':'1w','strategies':['macd','composite'],'walk_forward':{'in_sample':9,'out_of_sample':5}} | /strategies,/walk_forward/in_sample",
        "{'assets':['btc'],'from':'0','interval':'1w','strategies':['macd'],'walk_forward':{'in_sample':90,'grid':{'n':['1'],'fast':['0','x']}}} | /walk_forward/out_of_sample,/walk_forward/grid/n,/walk_forward/grid/fast/0,/walk_forward/grid/fast/1,/walk_forward/grid",
        "{'assets':['btc'],'from':'0','interval':'1d','strategies':['macd'],'walk_forward':{'in_sample':90,'out_of_sample':5,'grid':{'fast':['5','6']}}} | /walk_forward/out_of_sample"
      })
  void whatIsWrongIsNamed(String body, String pointers) {
    Response refused = post("/v1/backtests", body.replace('\'', '"'));
    refused.then().statusCode(400);
    assertThat(refused.<List<String>>path("errors.pointer"))
        .containsExactlyInAnyOrder(pointers.split(","));
  }

  @Test
  void howDeepARuleMayBeIsBounded() {
    String deep = "{\"not\":".repeat(500) + "{}" + "}".repeat(500);
    backtest(",\"rules\":{\"long\":{\"enter\":" + deep + "}}")
        .then()
        .statusCode(400)
        .body("errors[0].reason", equalTo("must be at most 8 rules deep"));
  }
}
