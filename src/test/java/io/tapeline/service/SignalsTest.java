package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Rollup;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.store.Fence;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals over REST: whatever they say can be checked by what else the service answers. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class SignalsTest {

  private static final String MARKET = "kraken:sig-usd";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MINUTES = 3_000;

  /** Nobody looks at them before they are over. */
  private static final int LATER = 20;

  /** The others are imported: of those nothing is said at their close. */
  private static final int JUDGED = 20;

  private static boolean written;

  @Inject CandleStore store;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      Series series = Series.of(Market.parse(MARKET));
      long minute = Interval.M1.nanos();
      long now = Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000);
      SplittableRandom random = new SplittableRandom(5);
      List<Candle> minutes = new ArrayList<>();
      int cents = 100_000;
      for (long time = now - MINUTES * minute; time < now + LATER * minute; time += minute) {
        cents = Math.max(1_000, cents + random.nextInt(-100, 103));
        String price = BigDecimal.valueOf(cents, 2).toPlainString();
        Candle made = KeptCandles.minute(time, price, "" + random.nextInt(1, 90));
        minutes.add(time < now - JUDGED * Interval.M1.nanos() ? KeptCandles.imported(made) : made);
      }
      List<Candle> all = new ArrayList<>(minutes);
      all.addAll(Rollup.of(minutes, Interval.M5, Long.MAX_VALUE));
      all.addAll(Rollup.of(minutes, Interval.M30, Long.MAX_VALUE));
      List<Rung> rungs = all.stream().map(candle -> new Rung(series, candle)).toList();
      store.write(rungs, Fence.NONE).await().atMost(PATIENCE);
      written = true;
    }
  }

  private static Response get(String address) {
    return given().urlEncodingEnabled(false).accept("application/json").get(address);
  }

  private static Response signals(String more) {
    Response signals = get("/v1/signals/" + MARKET + "?interval=1m" + more);
    signals.then().statusCode(200);
    return signals;
  }

  private static List<Map<String, Object>> rows(Response signals) {
    return signals.jsonPath().getList("signals");
  }

  private static String text(Map<String, ?> row, String name) {
    return Objects.requireNonNull(row.get(name)).toString();
  }

  @Test
  void everyStrategyHasItsSignalAndTheEvidenceAddsUp() {
    Response answer = signals("");
    answer
        .then()
        .body("signals", hasSize(10))
        .body("signals.reason", everyItem(nullValue()))
        .body("signals.direction", everyItem(in(List.of("up", "down", "neutral"))))
        .body("signals.investor_grade", everyItem(notNullValue()));
    JsonPath json = answer.jsonPath();
    for (int i = 0; i < 10; i++) {
      List<String> parts = json.getList("signals[" + i + "].evidence.contribution");
      BigDecimal sum = parts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).isEqualByComparingTo(json.getString("signals[" + i + "].strength"));
      assertThat(json.getString("signals[" + i + "].explanation")).contains(" points ");
    }
    assertThat(json.getList("signals.inputs.interval"))
        .contains(List.of("1m"), List.of("1m", "5m", "30m"));
  }

  /** As the documentation says: candles as CSV, through SHA-256. */
  @Test
  void whoeverAsksForTheCandlesCanCheckTheHash() throws NoSuchAlgorithmException {
    Response answer = signals("&strategies=multi_interval,composite");
    String moment = answer.header("Tapeline-As-Of");
    List<List<Map<String, Object>>> inputs = answer.path("signals.inputs");
    assertThat(inputs).hasSize(2);
    for (List<Map<String, Object>> each : inputs) {
      for (Map<String, Object> input : each) {
        String candles =
            "/v1/candles/%s?interval=%s&from=%s&to=%s&as_of=%s&limit=all"
                .formatted(
                    MARKET, input.get("interval"), input.get("from"), input.get("to"), moment);
        byte[] csv =
            given()
                .accept("text/csv")
                .get(candles + "&fields=open_time,open,high,low,close,volume")
                .asByteArray();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(csv);
        assertThat(HexFormat.of().formatHex(hash)).as(candles).isEqualTo(input.get("sha256"));
        assertThat(new String(csv, java.nio.charset.StandardCharsets.UTF_8).lines())
            .hasSize(1 + Integer.parseInt(text(input, "candles")));
      }
    }
  }

  @Test
  void whoeverAsksForTheIndicatorsCanCheckTheEvidence() {
    Response answer = signals("&strategies=adx_trend,donchian_breakout(10,30)");
    String moment = answer.header("Tapeline-As-Of");
    for (Map<String, Object> row : rows(answer)) {
      Instant open = Instant.parse(text(row, "open_time"));
      for (Object each : (List<?>) Objects.requireNonNull(row.get("evidence"))) {
        Map<?, ?> evidence = (Map<?, ?>) each;
        String column = String.valueOf(evidence.get("indicator"));
        Response figure =
            get(
                "/v1/indicators/%s?names=%s&interval=1m&from=%s&to=%s&as_of=%s"
                    .formatted(
                        MARKET,
                        column.replaceFirst("\\.[a-z]+$", ""),
                        open,
                        open.plusSeconds(60),
                        moment));
        Map<String, String> values = figure.path("data[0].values");
        assertThat(values).containsEntry(column, String.valueOf(evidence.get("value")));
      }
    }
  }

  @Test
  void theSameMomentHasTheSameSignals() {
    Response first = signals("");
    String moment = first.header("Tapeline-As-Of");
    Response again = signals("&as_of=" + moment);
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.header("Cache-Control")).contains("immutable");
    assertThat(get("/v1/receipts/" + first.header("Tapeline-Receipt")).asByteArray())
        .isEqualTo(first.asByteArray());
  }

  @Test
  void noSignalIsNotNeutral() {
    get("/v1/signals/btc?interval=1d&strategies=rsi_regime")
        .then()
        .statusCode(200)
        .body("signals[0].direction", nullValue())
        .body("signals[0].strength", nullValue())
        .body("signals[0].reason", equalTo("gap"))
        .body("signals[0].evidence", hasSize(0));
    get("/v1/signals/btc?as_of=1970-01-01T00:00:00Z").then().statusCode(200);
    get("/v1/signals/" + MARKET + "?interval=1w&strategies=multi_interval")
        .then()
        .body("signals[0].reason", equalTo("no_longer_interval"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "makd|there is no makd; near are macd; /v1/strategies lists all",
        "ma_cross(200,50)|fast must be less than slow",
        "ma_cross(0)|fast must be a whole number from 1 to 500",
        "composite(1)|takes no numbers",
        "macd(rsi(14))|must be a name and its numbers, such as ma_cross(50,200)"
      })
  void badNamesAreNamed(String strategies, String reason) {
    Response refused = get("/v1/signals/" + MARKET + "?strategies=" + strategies);
    refused.then().statusCode(400).body("errors.parameter", hasItem("strategies"));
    assertThat(refused.<List<String>>path("errors.reason"))
        .anySatisfy(each -> assertThat(each).contains(reason));
  }

  @Test
  void ofManyAtOnceItIsWhatItIsOfEach() {
    String more = "&strategies=composite,macd";
    Response many = get("/v1/signals?interval=1m&assets=" + MARKET + ",btc" + more);
    many.then().statusCode(200).body("data", hasSize(2)).body("data.id[0]", equalTo("btc-usd"));
    String moment = many.header("Tapeline-As-Of");
    assertThat(many.jsonPath().getList("data.signals[1]"))
        .isEqualTo(signals(more + "&as_of=" + moment).jsonPath().getList("signals"));
    Response page = get("/v1/signals?limit=1&interval=1m&assets=" + MARKET + ",btc" + more);
    page.then().statusCode(200).body("data.id", equalTo(List.of("btc-usd")));
    get("/v1/signals?limit=1&interval=1m&assets="
            + MARKET
            + ",btc"
            + more
            + "&cursor="
            + page.path("next"))
        .then()
        .statusCode(200)
        .body("data.id", equalTo(List.of(MARKET)))
        .body("next", nullValue());
    get("/v1/signals?assets=btc,nobody")
        .then()
        .statusCode(400)
        .body("errors.parameter", equalTo(List.of("assets")));
  }

  private static Response history(String more) {
    Response history = get("/v1/signals/" + MARKET + "/history?interval=1m" + more);
    history.then().statusCode(200);
    return history;
  }

  /** With all that is judged. */
  private static List<Map<String, Object>> told() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      List<Map<String, Object>> rows =
          history("&limit=all&from=0&to=2100-01-01T00:00:00Z").jsonPath().getList("data");
      if (rows.size() == 10 * (JUDGED + LATER)) {
        return rows;
      }
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException(get("/v1/status").asString());
  }

  @Test
  void whatWasStoredAtTheCloseIsWhatIsComputedAndAddsUp() throws InterruptedException {
    List<Map<String, Object>> told = told();
    assertThat(told).extracting(row -> row.get("revision")).containsOnly(1);
    for (Map<String, Object> row : told) {
      @SuppressWarnings("unchecked") // what JsonPath makes of a list of objects
      List<Map<String, String>> evidence =
          (List<Map<String, String>>) Objects.requireNonNull(row.get("evidence"));
      BigDecimal sum =
          evidence.stream()
              .map(part -> new BigDecimal(Objects.requireNonNull(part.get("contribution"))))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum).isEqualByComparingTo(text(row, "strength"));
    }
    for (Map<String, Object> computed : rows(signals(""))) {
      Map<String, Object> stored =
          told.stream()
              .filter(row -> text(row, "strategy").equals(computed.get("strategy")))
              .filter(row -> text(row, "open_time").equals(computed.get("open_time")))
              .findFirst()
              .orElseThrow();
      stored.put("revision", null);
      stored.put("recorded_at", null);
      assertThat(stored).isEqualTo(computed);
    }
  }

  @Test
  void theHistoryIsPagedAndHasAReceipt() throws InterruptedException {
    List<Map<String, Object>> told = told();
    String range = "&from=0&to=2100-01-01T00:00:00Z&strategies=composite,macd";
    List<Map<String, Object>> paged = new ArrayList<>();
    Response page = history(range + "&limit=7");
    String first = page.asString();
    String receipt = page.header("Tapeline-Receipt");
    while (page.path("next") != null) {
      paged.addAll(page.jsonPath().getList("data"));
      page = history(range + "&limit=7&cursor=" + page.path("next"));
    }
    paged.addAll(page.jsonPath().getList("data"));
    assertThat(paged)
        .isEqualTo(
            told.stream()
                .filter(row -> text(row, "strategy").matches("(composite|macd\\(.*)"))
                .toList());
    assertThat(get("/v1/receipts/" + receipt).asString()).isEqualTo(first);
  }
}
