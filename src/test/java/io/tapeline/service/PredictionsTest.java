package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.ExportJobs.finished;
import static io.tapeline.service.ExportJobs.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.store.Fence;
import io.tapeline.signal.inference.InferenceProcess;
import io.tapeline.signal.inference.InferenceProcess.Asked;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions as callers see them: each can be checked by what else is answered. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class PredictionsTest {

  private static final List<String> MARKETS =
      List.of("kraken:pra-usd", "kraken:prb-usd", "kraken:prc-usd");
  private static final String WATCHED = "kraken:sig-usd";
  private static final String YOUNG = "kraken:prd-usd";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LENGTH = Duration.ofMinutes(15);
  private static final int CANDLES = 900;
  private static final int FEW = 20;

  private static InferenceProcess process;
  private static boolean written;

  @Inject CandleStore store;

  @BeforeAll
  static void start() throws IOException {
    process = InferenceProcess.start(StoredSandbox.modelsPort());
  }

  @AfterAll
  static void stop() {
    process.close();
  }

  @BeforeEach
  void prepare() throws InterruptedException {
    process.becomes("none");
    if (!written) {
      SandboxProfile.awaitData();
      for (String market : MARKETS) {
        write(market, CANDLES);
      }
      write(YOUNG, FEW);
    }
    awaitState("ready");
    if (!written) {
      awaitAnswers(); // the first takes long
      written = true;
    }
    var _ = process.asked();
  }

  private static void awaitState(String wanted) throws InterruptedException {
    String state = "";
    for (int i = 0; i < 400 && !wanted.equals(state); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      state = given().get("/v1/models").path("data[0].state");
    }
    assertThat(state).isEqualTo(wanted);
  }

  /** The newest ones. */
  private void write(String market, int candles) {
    Series series = Series.of(Market.parse(market));
    long length = Interval.M15.nanos();
    long end = Interval.M15.floor(Instant.now().toEpochMilli() * 1_000_000);
    SplittableRandom random = new SplittableRandom(market.hashCode());
    List<Rung> rungs = new ArrayList<>();
    int cents = 100_000;
    for (long open = end - candles * length; open < end; open += length) {
      cents = Math.max(10_000, cents + random.nextInt(-1_000, 1_010));
      String price = BigDecimal.valueOf(cents, 2).toPlainString();
      rungs.add(
          new Rung(series, KeptCandles.at(Interval.M15, open, price, "" + random.nextInt(1, 90))));
    }
    store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
  }

  private static Response predict(List<String> markets, String more) {
    String ids = markets.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
    return post(
        "/v1/predictions",
        "{\"model\":\"up5\",\"assets\":[%s],\"interval\":\"15m\"%s}".formatted(ids, more));
  }

  private static JsonPath result(Response job) {
    job.then().body("state", equalTo("succeeded"));
    Response result = given().get("/v1/jobs/" + job.path("id") + "/result");
    result.then().statusCode(200).contentType("application/json");
    return result.jsonPath();
  }

  @Test
  void itSaysOfTheNewestClosedCandleWhatTheModelItselfSays() throws Exception {
    Response job = finished(predict(MARKETS, ""));
    job.then()
        .body("kind", equalTo("prediction"))
        .body("result.ok", equalTo(3))
        .body("progress.done", equalTo(3))
        .body("progress.unit", equalTo("series"))
        .body("result.predictions.series", equalTo(MARKETS))
        .body("result.predictions.state", everyItem(equalTo("ok")));
    assertThat(process.asked()).as("one ask of three rows").isEqualTo(new Asked(1, 3));
    JsonPath made = result(job);
    assertThat(made.getString("method")).isEqualTo("tapeline-predictions/1");
    assertThat(made.getMap("model"))
        .isEqualTo(
            Map.of(
                "name",
                "up5",
                "served",
                "direction",
                "version",
                "3",
                "meaning",
                "probability_up",
                "horizon_candles",
                5));
    for (int i = 0; i < MARKETS.size(); i++) {
      check(made, i, MARKETS.get(i));
    }
    assertThat(Set.copyOf(made.getList("predictions.value"))).as("no constant").hasSize(3);
    Response again = finished(predict(MARKETS, ",\"as_of\":\"" + made.get("as_of") + "\""));
    assertThat(again.<String>path("file.sha256")).isEqualTo(job.path("file.sha256"));
    assertThat(process.asked().rows()).as("asked again, not remembered").isEqualTo(6);
  }

  /** The features by /v1/indicators, the answer by the server itself, the hash by the candles. */
  private static void check(JsonPath made, int i, String market) throws Exception {
    String one = "predictions[" + i + "].";
    Instant close = Instant.parse(made.getString(one + "time"));
    Instant open = close.minus(LENGTH);
    assertThat(Instant.parse(made.getString(one + "target")))
        .isEqualTo(close.plus(LENGTH.multipliedBy(5)));
    String moment = made.getString("as_of");
    Map<String, String> figures =
        given()
            .get(
                "/v1/indicators/%s?names=rsi(14),zscore(20),macd(12,26,9)&interval=15m&from=%s&to=%s&as_of=%s"
                    .formatted(market, open, close, moment))
            .path("data[0].values");
    List<Map<String, String>> features = made.getList(one + "features");
    assertThat(features.stream().map(feature -> feature.get("name")).toList())
        .isEqualTo(List.of("rsi(14)", "zscore(20)", "macd(12,26,9).histogram"));
    for (Map<String, String> feature : features) {
      assertThat(figures)
          .containsEntry(Objects.requireNonNull(feature.get("name")), feature.get("value"));
    }
    double[] row =
        features.stream()
            .mapToDouble(feature -> Double.parseDouble(feature.get("value")))
            .toArray();
    assertThat(made.getDouble(one + "value")).isCloseTo(process.direct(row), Offset.offset(1e-9));
    checkInputs(market, made.getList(one + "inputs"), moment);
  }

  private static void checkInputs(String market, List<Map<String, Object>> inputs, String moment)
      throws Exception {
    assertThat(inputs).hasSize(1);
    Map<String, Object> input = inputs.getFirst();
    byte[] csv =
        given()
            .accept("text/csv")
            .get(
                "/v1/candles/%s?interval=%s&from=%s&to=%s&as_of=%s&limit=all&fields=open_time,open,high,low,close,volume"
                    .formatted(
                        market, input.get("interval"), input.get("from"), input.get("to"), moment))
            .asByteArray();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(csv);
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(input.get("sha256"));
  }

  @Test
  void whatIsLackingIsToldAndTheOthersAreAskedAllTheSame() throws Exception {
    JsonPath made = result(finished(predict(List.of(MARKETS.getFirst(), YOUNG, "btc"), "")));
    assertThat(made.getList("predictions.state"))
        .isEqualTo(List.of("ok", "unavailable", "unavailable"));
    assertThat(made.getString("predictions[1].reason")).isEqualTo("warm_up");
    assertThat(made.getString("predictions[1].value")).isNull();
    assertThat(made.getString("predictions[1].explanation"))
        .contains("candles before it are there");
    assertThat(process.asked()).isEqualTo(new Asked(1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "slow,timeout",
    "wrong_shape,wrong_shape",
    "nan,not_finite",
    "html,malformed",
    "huge,malformed",
    "refusing,refused",
    "failing,server_error",
    "hanging_up,unreachable"
  })
  void aServerThatFailsIsToldOfAndHoldsUpNobody(String fault, String reason) throws Exception {
    String last = result(finished(predict(MARKETS, ""))).getString("predictions[0].value");
    assertThat(last).isNotNull();
    process.becomes(fault);
    Response job = predict(MARKETS, "");
    List<Long> nanos = pricesWhile(job);
    JsonPath made = result(finished(job));
    List<String> values = made.getList("predictions.value");
    int wrong = fault.equals("nan") && values.getLast() != null ? 1 : values.size();
    assertThat(values.subList(0, wrong)).as("nothing from before").containsOnlyNulls();
    assertThat(made.getString("predictions[0].reason")).isIn(reason, "open_circuit");
    assertThat(made.getString("predictions[0].explanation")).doesNotContain("srv", "java", "127");
    assertThat(median(nanos)).as("while it is asked").isLessThan(Duration.ofMillis(500).toNanos());
    given()
        .get("/v1/signals/" + MARKETS.getFirst() + "?interval=15m")
        .then()
        .statusCode(200)
        .body("signals.reason", hasItem(nullValue()));
    process.becomes("none");
    awaitAnswers();
  }

  /** What prices take while the job is under way, each. */
  private static List<Long> pricesWhile(Response job) {
    List<Long> nanos = new ArrayList<>();
    String address = "/v1/jobs/" + job.path("id");
    do {
      long begin = System.nanoTime();
      given().get("/v1/prices/btc").then().statusCode(200);
      nanos.add(System.nanoTime() - begin);
    } while (List.of("queued", "running").contains(given().get(address).<String>path("state")));
    return nanos;
  }

  /** One of them may meet something else; were they held up, most were. */
  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
  }

  /** The circuit is closed again. */
  private static void awaitAnswers() throws InterruptedException {
    Object ok = 0;
    for (int i = 0; i < 100 && !ok.equals(3); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      ok = finished(predict(MARKETS, "")).path("result.ok");
    }
    assertThat(ok).isEqualTo(3);
  }

  @Test
  void allThatIsWrongIsNamed() {
    post(
            "/v1/predictions",
            "{\"model\":\"up6\",\"assets\":[\"btc\",\"?\"],\"as_of\":\"yesterday\"}")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.pointer", containsInAnyOrder("/model", "/assets/1", "/as_of"))
        .body("errors.reason", hasItem(containsString("near are up5")));
    predict(List.of(), ",\"as_of\":\"2100-01-01T00:00:00Z\"")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/assets")));
    predict(MARKETS, ",\"as_of\":\"2100-01-01T00:00:00Z\"")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/as_of")));
    predict(IntStream.range(0, 101).mapToObj(i -> "kraken:x" + i + "-usd").toList(), "")
        .then()
        .statusCode(400)
        .body("errors.reason", equalTo(List.of("must be 1 to 100 ids")));
    predict(List.of("nobody", "kraken:none-usd"), "")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/assets/0", "/assets/1")));
    post("/v1/predictions", "{\"model\":\"up5\",\"assets\":[\"btc\"],\"interval\":\"1m\"}")
        .then()
        .statusCode(400)
        .body("errors.reason", equalTo(List.of("must be one of 15m, 1h")));
    post("/v1/predictions", "{\"model\":\"up5\",\"assets\":[\"btc\"]}")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/interval")));
    post("/v1/predictions", "{}")
        .then()
        .statusCode(400)
        .body("errors.pointer", containsInAnyOrder("/model", "/assets"));
  }

  private static String part(String field) {
    return "parts.find { it.name == 'model_up5' }." + field;
  }

  @Test
  void theModelsThatAreDeclaredAreListedAsTheyAre() throws Exception {
    given()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].name", equalTo("up5"))
        .body("data[0].served", equalTo("direction"))
        .body("data[0].intervals", equalTo(List.of("15m", "1h")))
        .body("data[0].features[2]", equalTo("macd(12,26,9).histogram"))
        .body("data[0].state", equalTo("ready"))
        .body("data[0].because", nullValue())
        .body("data[0].checked", notNullValue());
    given().get("/v1/status").then().body(part("ok"), equalTo(true));
    process.becomes("not_ready");
    awaitState("not_ready");
    given()
        .get("/v1/status")
        .then()
        .body(part("ok"), equalTo(false))
        .body(part("problem"), startsWith("not_ready: "));
    JsonPath made = result(finished(predict(MARKETS, "")));
    assertThat(made.getList("predictions.reason")).containsOnly("not_ready");
  }

  @Test
  void atTheCloseItIsASignalThatIsKept() throws Exception {
    long hour = Interval.H1.nanos();
    long newest = Interval.H1.floor(Instant.now().toEpochMilli() * 1_000_000) - hour;
    List<Rung> rungs = new ArrayList<>();
    for (int i = CANDLES; i >= 0; i--) {
      String price = BigDecimal.valueOf(100_000 + 37L * i % 1_001, 2).toPlainString();
      Candle candle = KeptCandles.at(Interval.H1, newest - i * hour, price, "1");
      rungs.add(
          new Rung(
              Series.of(Market.parse(WATCHED)), i == 0 ? candle : KeptCandles.imported(candle)));
    }
    store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
    String history = "/v1/signals/" + WATCHED + "/history?interval=1h&strategies=MODEL_up5";
    Response kept = given().get(history);
    for (int i = 0; i < 200 && List.of().equals(kept.path("data")); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      kept = given().get(history);
    }
    kept.then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].strategy", equalTo("model_up5@3"))
        .body("data[0].reason", nullValue())
        .body("data[0].evidence[0].indicator", equalTo("up5.probability_up"))
        .body("data[0].explanation", containsString("version 3"))
        .body("data[0].inputs[0].sha256", notNullValue());
    String newestOf = "/v1/signals/" + WATCHED + "?interval=1h&strategies=model_up5,macd";
    Response newestOnes = given().get(newestOf);
    // candles may be known up to a moment before the signal was stored
    for (int i = 0; i < 200 && newestOnes.path("signals[1].strength") == null; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      newestOnes = given().get(newestOf);
    }
    newestOnes
        .then()
        .statusCode(200)
        .body("signals.strategy", equalTo(List.of("macd(12,26,9)", "model_up5@3")))
        .body("signals[1].strength", equalTo(kept.path("data[0].strength")))
        .body("signals[1].inputs", equalTo(kept.path("data[0].inputs")));
  }

  @Test
  void modelsAreAmongTheStrategies() {
    given()
        .get("/v1/strategies?style=model")
        .then()
        .statusCode(200)
        .body("data.name", equalTo(List.of("model_up5")))
        .body("data[0].indicators[0]", equalTo("rsi(14)"));
    given()
        .get("/v1/strategies/Model_up5")
        .then()
        .statusCode(200)
        .body("record", nullValue())
        .body("no_record", containsString("may have learned"));
    given()
        .get("/v1/signals/btc?interval=1h&strategies=model_up5")
        .then()
        .statusCode(200)
        .body("signals.reason", equalTo(List.of("model_unavailable")));
    given()
        .get("/v1/signals/btc?strategies=model_up6")
        .then()
        .statusCode(400)
        .body("errors.reason", equalTo(List.of("there is no model_up6; /v1/strategies lists all")));
  }
}
