package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indicators over REST: the same figure for a candle however it is asked for. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class IndicatorsTest {

  private static final String MARKET = "coinbase:btc-usd";
  private static final Series SERIES = Series.of(Market.parse(MARKET));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NAMES = "rsi(14),macd(12,26,9),bollinger(20,2),obv(50),psar";
  private static final long MINUTE = Interval.M1.nanos();

  /** Years before what anybody else writes; each test has a month of its own. */
  private static final long START =
      Interval.W1.ceiling(Instant.parse("2015-01-01T00:00:00Z").toEpochMilli() * 1_000_000);

  private static boolean written;

  @Inject CandleStore store;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      write(month(0), 1_700, 1);
      written = true;
    }
  }

  private static long month(int number) {
    return START + 4L * number * Interval.W1.nanos();
  }

  /** A walk of minutes; about one of twenty is missing, and there is a hole of a day in it. */
  private void write(long fromNanos, int minutes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Rung> rows = new ArrayList<>();
    int cents = 10_000;
    for (int i = 0; i < minutes; i++) {
      cents = Math.max(100, cents + random.nextInt(-50, 51));
      long time = fromNanos + (i < minutes / 2 ? i : i + 1_440) * MINUTE;
      if (random.nextInt(20) > 0) {
        rows.add(minute(time, cents, random.nextInt(1, 100)));
      }
    }
    store.write(rows, Fence.NONE).await().atMost(PATIENCE);
  }

  private static Rung minute(long time, int cents, int volume) {
    String price = BigDecimal.valueOf(cents, 2).toPlainString();
    return new Rung(SERIES, KeptCandles.minute(time, price, Integer.toString(volume)));
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }

  private static String figures(String names, String interval, long fromNanos, long toNanos) {
    return "/v1/indicators/%s?names=%s&interval=%s&from=%s&to=%s"
        .formatted(MARKET, names, interval, time(fromNanos), time(toNanos));
  }

  private static String whole(String names, String interval) {
    return figures(names, interval, month(0) - 100 * MINUTE, month(1));
  }

  private static RequestSpecification as(String accept) {
    return given().urlEncodingEnabled(false).accept(accept);
  }

  private static Response get(String address) {
    return as("application/json").get(address);
  }

  private static Map<String, String> byTime(String lines) {
    Map<String, String> rows = new LinkedHashMap<>();
    lines.lines().forEach(line -> rows.put(line.substring(0, 40), line));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "5m", "1h"})
  void aFigureIsTheSameWhereverARangeBeginsOrEnds(String interval) {
    Interval length = Interval.of(interval).orElseThrow();
    Map<String, String> all =
        byTime(as("application/x-ndjson").get(whole(NAMES, interval) + "&limit=all").asString());
    assertThat(all).hasSizeGreaterThan(20);
    SplittableRandom random = new SplittableRandom(interval.hashCode());
    for (int i = 0; i < 12; i++) {
      long from = month(0) + random.nextLong(5_000) * MINUTE;
      long to = from + random.nextLong(1, 1_500) * length.nanos();
      String limit = random.nextInt(4) == 0 ? "all" : "" + random.nextInt(1, 700);
      String page =
          as("application/x-ndjson")
              .get(figures(NAMES, interval, from, to) + "&limit=" + limit)
              .asString();
      byTime(page).forEach((key, line) -> assertThat(line).isEqualTo(all.get(key)));
    }
  }

  @Test
  void pagesAreTogetherWhatOneAnswerIs() {
    String address = whole("rsi,bop", "1m");
    List<Object> all = get(address + "&limit=all").path("data");
    List<Object> paged = new ArrayList<>();
    String cursor = null;
    do {
      String more = cursor == null ? "" : "&cursor=" + cursor;
      Response page = get(address + "&limit=333" + more);
      paged.addAll(page.path("data"));
      cursor = page.path("next");
    } while (cursor != null);
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void figuresAreThoseWorkedByHand() {
    long from = month(1);
    List<Rung> rows = new ArrayList<>();
    int[] cents = {1_000, 1_100, 1_300, 1_200, 1_600};
    for (int i = 0; i < cents.length; i++) {
      rows.add(minute(from + i * MINUTE, cents[i], 1));
    }
    store.write(rows, Fence.NONE).await().atMost(PATIENCE);
    get(figures("sma(3),mom(2),max(2)", "1m", from, from + 5 * MINUTE))
        .then()
        .statusCode(200)
        .body("data", hasSize(5))
        .body("data[1].values.'sma(3)'", nullValue())
        .body("data[1].values.'max(2)'", equalTo("11"))
        .body("data[1].settled", equalTo(false))
        .body("data[2].values.'sma(3)'", equalTo("11.33333333"))
        .body("data[2].settled", equalTo(true))
        .body("data[4].values.'sma(3)'", equalTo("13.66666667"))
        .body("data[4].values.'mom(2)'", equalTo("3"))
        .body("data[4].complete", equalTo(true));
  }

  @Test
  void everyFormatHasTheSameFigures() {
    String address = whole("macd(12,26,9),bop", "5m") + "&limit=300";
    List<Map<String, Object>> json = get(address).path("data");
    List<String> lines = as("application/x-ndjson").get(address).asString().lines().toList();
    List<String> csv = as("text/csv").get(address).asString().lines().toList();
    assertThat(csv.getFirst())
        .isEqualTo(
            "open_time,complete,settled,\"macd(12,26,9).line\",\"macd(12,26,9).signal\","
                + "\"macd(12,26,9).histogram\",bop");
    assertThat(lines).hasSameSizeAs(json);
    assertThat(csv).hasSize(json.size() + 1);
    for (int i = 0; i < json.size(); i++) {
      Map<String, Object> row = json.get(i);
      StringBuilder cells = new StringBuilder();
      cells.append(row.get("open_time")).append(',').append(row.get("complete"));
      cells.append(',').append(row.get("settled"));
      ((Map<?, ?>) Objects.requireNonNull(row.get("values")))
          .forEach((_, value) -> cells.append(',').append(value == null ? "" : value));
      assertThat(csv.get(i + 1)).isEqualTo(cells.toString());
      assertThat(lines.get(i)).startsWith("{\"open_time\":\"" + row.get("open_time"));
    }
    String some = as("text/csv").get(address + "&fields=open_time,values.bop").asString();
    assertThat(some.lines().findFirst()).hasValue("open_time,bop");
  }

  @Test
  void whatWasKnownStaysAndOnlyLaterFiguresKnowACorrection() {
    long from = month(2);
    write(from, 900, 2);
    String address = figures("ema(9),rsi(14)", "1m", from, from + 400 * MINUTE) + "&limit=400";
    Response before = get(address);
    before.then().statusCode(200).header("Tapeline-Receipt", notNullValue());
    String moment = before.header("Tapeline-As-Of");
    long corrected = from + 300 * MINUTE;
    store.write(List.of(minute(corrected, 77_777, 3)), Fence.NONE).await().atMost(PATIENCE);
    Response after = get(address);
    Response then = get(address + "&as_of=" + moment);
    assertThat(then.asByteArray()).isEqualTo(before.asByteArray());
    assertThat(then.header("Cache-Control")).contains("immutable");
    assertThat(get("/v1/receipts/" + before.header("Tapeline-Receipt")).asByteArray())
        .isEqualTo(before.asByteArray());
    List<Map<String, Object>> old = before.path("data");
    List<Map<String, Object>> now = after.path("data");
    assertThat(until(corrected, now)).hasSizeGreaterThan(200).isEqualTo(until(corrected, old));
    assertThat(now).isNotEqualTo(old);
    String stream = address.replace("&limit=400", "&limit=all");
    Response streamed = get(stream + "&as_of=" + moment);
    assertThat(streamed.<List<Object>>path("data")).isEqualTo(old);
    assertThat(get("/v1/receipts/" + streamed.header("Tapeline-Receipt")).asString())
        .isEqualTo(streamed.asString());
  }

  private static List<Map<String, Object>> until(long nanos, List<Map<String, Object>> rows) {
    Instant end = Instant.ofEpochSecond(0, nanos);
    return rows.stream()
        .filter(row -> Instant.parse(String.valueOf(row.get("open_time"))).isBefore(end))
        .toList();
  }

  @Test
  void theOpenCandleIsThereAndSaysSo() {
    Response live = get("/v1/indicators/btc?names=sma(1)&limit=3");
    live.then().statusCode(200);
    List<Map<String, Object>> rows = live.path("data");
    assertThat(rows).isNotEmpty();
    assertThat(rows.getLast()).containsEntry("complete", false);
    assertThat(live.header("Cache-Control")).doesNotContain("immutable");
  }

  @Test
  void whereThereIsNothingThereAreNoRows() {
    String empty = figures("rsi", "1h", month(3), month(3) + 100 * Interval.H1.nanos());
    get(empty).then().statusCode(200).body("data", hasSize(0));
    get(empty + "&limit=all").then().statusCode(200).body("data", hasSize(0));
    String none = figures("rsi", "1h", month(0), month(0));
    get(none).then().statusCode(200).body("data", hasSize(0)).body("next", nullValue());
    assertThat(as("text/csv").get(empty).asString())
        .isEqualTo("open_time,complete,settled,rsi(14)\r\n");
    for (String length : List.of("1w", "1d", "1s")) {
      // the last blocks that there are
      String last = "/v1/indicators/" + MARKET + "?names=ema(500)&interval=" + length;
      get(last + "&from=2261-11-01T00:00:00Z&to=2261-12-01T00:00:00Z")
          .then()
          .statusCode(200)
          .body("data", hasSize(0));
      get(last + "&from=2261-11-01T00:00:00Z&to=2261-12-01T00:00:00Z&limit=all")
          .then()
          .statusCode(200)
          .body("data", hasSize(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsii(14)|there is no rsii; near are rsi",
        "rsi(0)|n must be a whole number from 1 to 500",
        "rsi(NaN)|n must be a whole number from 1 to 500",
        "rsi(1e5)|n must be a whole number from 1 to 500",
        "ema(rsi(14))|nothing can be nested",
        "macd(26,12)|fast must be less than slow",
        "bop(1)|takes no numbers",
        "rsi,,|must be a name",
        "%00|must be a name",
        "wilders(500),rsi(500),atr(500),adx(500)|must take at most 20000000 steps"
      })
  void badNamesAreNamed(String names, String reason) {
    Response refused = get("/v1/indicators/" + MARKET + "?names=" + names);
    refused.then().statusCode(400).body("code", equalTo("invalid_request"));
    assertThat(refused.<List<String>>path("errors.parameter")).containsOnly("names");
    assertThat(refused.<List<String>>path("errors.reason"))
        .anySatisfy(each -> assertThat(each).contains(reason));
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    get("/v1/indicators/" + MARKET + "?names=rsi(0),xyz&interval=7m&from=soon&limit=0&what=1")
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItem("names"))
        .body("errors.parameter", hasItem("interval"))
        .body("errors.parameter", hasItem("from"))
        .body("errors.parameter", hasItem("limit"));
    get("/v1/indicators/" + MARKET)
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItem("names"));
    String many = "sma(1)" + ",sma(2)".repeat(20);
    get("/v1/indicators/" + MARKET + "?names=" + many)
        .then()
        .statusCode(400)
        .body("errors.reason", hasItem("must be at most 20 indicators, not 21"));
    get("/v1/indicators/nowhere:btc-usd?names=rsi").then().statusCode(404);
    get("/v1/indicators/zzz?names=rsi").then().statusCode(404);
  }

  @Test
  void theCatalogueTellsAllOfThem() {
    Response first = get("/v1/indicators?limit=1000");
    first.then().statusCode(200).body("next", nullValue());
    List<String> usual = first.path("data.usual");
    assertThat(usual).hasSizeGreaterThan(100).contains("macd(12,26,9)", "rsi(14)", "bop");
    given()
        .header("If-None-Match", first.header("ETag"))
        .accept("application/json")
        .get("/v1/indicators?limit=1000")
        .then()
        .statusCode(304);
    assertThat(get("/v1/indicators?family=price").<List<Object>>path("data")).hasSize(5);
    get("/v1/indicators?family=prices").then().statusCode(400);
    // as many of them at once as may be
    String names = String.join(",", usual.subList(0, 20));
    get(figures(names, "1m", month(0), month(0) + 10 * MINUTE)).then().statusCode(200);
  }
}
