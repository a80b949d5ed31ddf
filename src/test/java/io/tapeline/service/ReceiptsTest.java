package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers of history come with receipts, and receipts give the same bytes whatever is corrected.
 */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class ReceiptsTest {

  private static final Series SERIES = Series.of(Market.parse("coinbase:btc-usd"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String RECEIPT = "Tapeline-Receipt";
  private static final long MINUTE = Interval.M1.nanos();

  /** Years before what the sandbox itself writes; each test has a week of its own. */
  private static final long START =
      Interval.W1.ceiling(Instant.parse("2019-01-01T00:00:00Z").toEpochMilli() * 1_000_000);

  @Inject CandleStore store;
  @Inject DataSource database;

  private record Kept(String accept, String body, String token) {}

  @BeforeEach
  void awaitData() throws InterruptedException {
    SandboxProfile.awaitData();
  }

  private static long week(int number) {
    return START + number * Interval.W1.nanos();
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toString();
  }

  private void write(long fromNanos, int minutes, String price) {
    List<Rung> rows =
        LongStream.range(0, minutes)
            .mapToObj(i -> KeptCandles.minute(fromNanos + i * MINUTE, price, "1"))
            .map(candle -> new Rung(SERIES, candle))
            .toList();
    store.write(rows, Fence.NONE).await().atMost(PATIENCE);
  }

  private static String candles(long fromNanos, String interval, int minutes) {
    return "/v1/candles/coinbase:btc-usd?interval=%s&from=%s&to=%s"
        .formatted(interval, time(fromNanos), time(fromNanos + minutes * MINUTE));
  }

  private static Kept keep(String accept, String address) {
    Response answer = request(accept).get(address);
    answer.then().statusCode(200).header(RECEIPT, notNullValue());
    return new Kept(accept, answer.asString(), answer.header(RECEIPT));
  }

  private static RequestSpecification request(String accept) {
    return given().urlEncodingEnabled(false).accept(accept);
  }

  private static Response replay(Kept kept) {
    return given().urlEncodingEnabled(false).get("/v1/receipts/" + kept.token);
  }

  @Test
  void earlierReceiptsAnswerTheSameBytesAfterEveryCorrection() {
    long from = week(0);
    write(from, 120, "100");
    List<Kept> kept = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      for (String interval : List.of("1m", "5m", "1h")) {
        for (String accept : List.of("application/json", "text/csv", "application/x-ndjson")) {
          kept.add(keep(accept, candles(from, interval, 120) + "&limit=60"));
        }
      }
      kept.add(keep("application/json", candles(from, "1m", 120) + "&fields=close,open_time"));
      kept.add(
          keep(
              "application/json",
              "/v1/coverage/coinbase:btc-usd?from="
                  + time(from)
                  + "&to="
                  + time(from + 120 * MINUTE)
                  + "&as_of="
                  + request("*/*").get(candles(from, "1m", 120)).header("Tapeline-As-Of")));
      for (Kept each : kept) {
        Response again = replay(each);
        again.then().statusCode(200).header(RECEIPT, equalTo(each.token));
        assertThat(again.asString()).isEqualTo(each.body);
        assertThat(again.contentType()).startsWith(each.accept);
      }
      write(from + round * 10L * MINUTE, 3, "10" + round);
      // a fresh question sees the correction at once, at every length
      given()
          .get(candles(from + round * 10L * MINUTE, "5m", 5))
          .then()
          .body("data[0].high", equalTo("10" + round));
    }
  }

  @Test
  void theMomentOfAnAnswerMayBeAskedForByName() {
    long from = week(1);
    write(from, 10, "100");
    Response fresh = given().get(candles(from, "1m", 10));
    String moment = fresh.header("Tapeline-As-Of");
    write(from, 1, "90");
    Response then = request("*/*").get(candles(from, "1m", 10) + "&as_of=" + moment);
    assertThat(then.asByteArray()).isEqualTo(fresh.asByteArray());
    assertThat(then.header("Cache-Control")).contains("immutable");
    assertThat(given().get(candles(from, "1m", 10)).asByteArray()).isNotEqualTo(then.asByteArray());
  }

  @Test
  void pagesOfAReceiptGoOn() {
    long from = week(2);
    write(from, 30, "100");
    Response first = given().get(candles(from, "1m", 30) + "&limit=20");
    String next = first.path("next");
    Response second = request("*/*").get(candles(from, "1m", 30) + "&limit=20&cursor=" + next);
    second.then().statusCode(200).header(RECEIPT, notNullValue());
    assertThat(second.<List<Object>>path("data")).hasSize(10);
    Kept kept = new Kept("*/*", second.asString(), second.header(RECEIPT));
    write(from + 25 * MINUTE, 1, "50");
    assertThat(replay(kept).asString()).isEqualTo(second.asString());
  }

  @Test
  void anUnchangedReceiptIsNotSentAgainAndHeadHasItsHeaders() {
    long from = week(3);
    write(from, 10, "100");
    Kept kept = keep("application/json", candles(from, "1m", 10));
    String tag = replay(kept).header("ETag");
    String address = "/v1/receipts/" + kept.token;
    given().header("If-None-Match", tag).get(address).then().statusCode(304);
    given().head(address).then().statusCode(200).header("ETag", equalTo(tag));
    given().post(address).then().statusCode(405);
    given().get(address + "?limit=1").then().statusCode(400);
  }

  @Test
  void aMarketThatNoVenueListsIsAnsweredFromWhatIsStored() {
    Series imported = Series.of(Market.parse("elsewhere:xyz-usd"));
    given().get("/v1/candles/elsewhere:xyz-usd").then().statusCode(404);
    store
        .write(List.of(new Rung(imported, KeptCandles.minute(week(6), "7", "1"))), Fence.NONE)
        .await()
        .atMost(PATIENCE);
    String range = "?from=" + time(week(6)) + "&to=" + time(week(6) + MINUTE);
    given().get("/v1/candles/Elsewhere:xyz-USD" + range).then().body("data[0].open", equalTo("7"));
    given().get("/v1/coverage/elsewhere:xyz-usd" + range).then().statusCode(200);
    given().get("/v1/candles/elsewhere:xyz").then().statusCode(404);
  }

  @Test
  void whatIsNotFinalHasNoReceipt() {
    given().get("/v1/candles/coinbase:btc-usd").then().header(RECEIPT, equalTo(null));
    long now = Instant.now().toEpochMilli();
    given()
        .get("/v1/candles/coinbase:btc-usd?to=" + now)
        .then()
        .statusCode(200)
        .header(RECEIPT, equalTo(null))
        .header("Cache-Control", not(org.hamcrest.Matchers.containsString("immutable")));
  }

  @Test
  void noOtherTokenIsRead() {
    long from = week(4);
    write(from, 5, "100");
    String token = keep("application/json", candles(from, "1m", 5)).token;
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] altered = bytes.clone();
      altered[i] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
      given()
          .get("/v1/receipts/" + text)
          .then()
          .statusCode(404)
          .body("code", equalTo("unknown_receipt"));
    }
    for (String other : List.of("x", token + "A", token.substring(1), "..", "%00")) {
      assertThat(request("*/*").get("/v1/receipts/" + other).statusCode())
          .as(other)
          .isBetween(400, 404);
    }
  }

  @Test
  void afterItsRetentionAReceiptIsGone() throws Exception {
    long from = week(5) + 40 * Interval.W1.nanos();
    write(from, 10, "100");
    Kept kept = keep("application/json", candles(from, "1m", 10));
    long days = TimeUnit.NANOSECONDS.toDays(from) / 28 * 28;
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("DROP TABLE candle_minute_d" + days);
    }
    replay(kept).then().statusCode(410).body("code", equalTo("receipt_gone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "abc", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA"})
  void aTokenShorterThanItsSignatureIsUnknown(String token) {
    given()
        .get("/v1/receipts/" + token)
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_receipt"));
  }
}
