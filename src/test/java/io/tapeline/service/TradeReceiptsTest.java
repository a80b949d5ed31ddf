package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.KeptTrades.SECOND;
import static io.tapeline.service.KeptTrades.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TradeStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Trades as they were known at a moment: late ones change no earlier answer. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class TradeReceiptsTest {

  private static final KeptTrades TRADES = KeptTrades.of("coinbase:btc-usd");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String RECEIPT = "Tapeline-Receipt";
  private static final String AS_OF = "Tapeline-As-Of";

  /** Years before what the sandbox itself writes; each test has a day of its own. */
  private static final long START = KeptTrades.nanos("2019-02-01T00:00:00Z");

  @Inject TradeStore store;
  @Inject DataSource database;

  private record Kept(String accept, String body, String token) {}

  @BeforeEach
  void awaitData() throws InterruptedException {
    SandboxProfile.awaitData();
  }

  private static long day(int number) {
    return START + TimeUnit.DAYS.toNanos(number);
  }

  /** One each second. */
  private int write(long fromNanos, long firstId, int count, Origin origin) {
    List<Traded> rows =
        LongStream.range(0, count)
            .mapToObj(i -> TRADES.at(fromNanos + i * SECOND, firstId + i, origin))
            .toList();
    return store.write(rows).await().atMost(PATIENCE);
  }

  private static String trades(long fromNanos, int seconds) {
    return "/v1/trades/coinbase:btc-usd?from=%s&to=%s"
        .formatted(time(fromNanos), time(fromNanos + seconds * SECOND));
  }

  private static RequestSpecification request(String accept) {
    return given().urlEncodingEnabled(false).accept(accept);
  }

  private static Kept keep(String accept, String address) {
    Response answer = request(accept).get(address);
    answer
        .then()
        .statusCode(200)
        .header(RECEIPT, notNullValue())
        .header("Tapeline-Horizon", notNullValue())
        .header(AS_OF, notNullValue());
    return new Kept(accept, answer.asString(), answer.header(RECEIPT));
  }

  private static Response replay(Kept kept) {
    return request("*/*").get("/v1/receipts/" + kept.token);
  }

  @Test
  void earlierReceiptsAnswerTheSameBytesAfterEveryLateTrade() {
    long from = day(0);
    write(from, 1, 60, Origin.LIVE);
    List<Kept> kept = new ArrayList<>();
    for (Origin late : List.of(Origin.REPAIR, Origin.IMPORT, Origin.SNAPSHOT)) {
      for (String accept : List.of("application/json", "text/csv", "application/x-ndjson")) {
        kept.add(keep(accept, trades(from, 60)));
        kept.add(keep(accept, trades(from, 60) + "&limit=all"));
      }
      kept.add(keep("application/json", trades(from, 60) + "&limit=7&fields=id,price"));
      int fresh = write(from + 500_000_000, 1_000L + kept.size(), 20, late);
      assertThat(fresh).isEqualTo(20);
      for (Kept each : kept) {
        Response again = replay(each);
        again.then().statusCode(200).header(RECEIPT, equalTo(each.token));
        assertThat(again.asString()).isEqualTo(each.body);
        assertThat(again.contentType()).startsWith(each.accept);
      }
      // a fresh question sees them at once
      request("*/*")
          .get(trades(from, 1) + "&limit=all")
          .then()
          .body("data.origin", hasItem(late.name().toLowerCase(Locale.ROOT)));
    }
    request("*/*").get(trades(from, 60)).then().body("data", hasSize(100));
    assertThat(request("*/*").get(trades(from, 60) + "&limit=all").<List<Object>>path("data"))
        .hasSize(120);
  }

  @Test
  void aTradeThatIsToldAgainIsNoNews() {
    long from = day(1);
    assertThat(write(from, 1, 10, Origin.LIVE)).isEqualTo(10);
    Kept kept = keep("application/json", trades(from, 10));
    assertThat(write(from, 1, 10, Origin.IMPORT)).isZero();
    assertThat(keep("application/json", trades(from, 10)).body).isEqualTo(kept.body);
  }

  @Test
  void theMomentOfAnAnswerMayBeAskedForByName() {
    long from = day(2);
    write(from, 1, 10, Origin.LIVE);
    Response fresh = request("*/*").get(trades(from, 10));
    // late trades may still come into a range that is over
    fresh.then().header("Cache-Control", not(containsString("immutable")));
    write(from, 500, 3, Origin.REPAIR);
    Response then = request("*/*").get(trades(from, 10) + "&as_of=" + fresh.header(AS_OF));
    then.then().statusCode(200).header("Cache-Control", containsString("immutable"));
    assertThat(then.asByteArray()).isEqualTo(fresh.asByteArray());
    request("*/*").get(trades(from, 10)).then().body("data", hasSize(13));
  }

  @Test
  void withoutAnEndTheMomentIsTheEnd() {
    write(day(3), 1, 1, Origin.LIVE);
    String moment = request("*/*").get(trades(day(3), 10)).header(AS_OF);
    String asOf = "/v1/trades/coinbase:btc-usd?as_of=" + moment;
    Instant before = Instant.parse(moment).minusSeconds(300);
    List<Object> ids = request("*/*").get(asOf + "&limit=5000").path("data.id");
    assertThat(ids)
        .isNotEmpty()
        .isEqualTo(
            request("*/*")
                .get(asOf + "&limit=5000&to=" + moment + "&from=" + before)
                .path("data.id"));
    List<String> times = request("*/*").get(asOf + "&limit=all&from=" + before).path("data.time");
    assertThat(times)
        .isNotEmpty()
        .allMatch(time -> !Instant.parse(time).isAfter(Instant.parse(moment)));
  }

  @Test
  void whatIsNotStoredYetCannotBeAskedFor() {
    Response late =
        given().get("/v1/trades/coinbase:btc-usd?as_of=" + (System.currentTimeMillis() + 60_000));
    late.then()
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body("errors.parameter", equalTo(List.of("as_of")))
        .body("errors[0].reason", containsString("must not be later than what is fully stored"));
    given()
        .get("/v1/trades/coinbase:btc-usd?limit=all&as_of=2200-01-01T00:00:00Z")
        .then()
        .statusCode(400);
    given()
        .get("/v1/trades/coinbase:btc-usd?from=2020-01-02T00:00:00Z&as_of=2020-01-01T00:00:00Z")
        .then()
        .statusCode(400)
        .body("errors.parameter", equalTo(List.of("from")));
  }

  @Test
  void nothingIsKnownOfBeforeItWasRecorded() {
    long from = day(4);
    write(from, 1, 5, Origin.IMPORT);
    request("*/*")
        .get(trades(from, 5) + "&as_of=2020-01-01T00:00:00Z")
        .then()
        .statusCode(200)
        .body("data", hasSize(0));
  }

  @Test
  void pagesOfAReceiptGoOn() {
    long from = day(5);
    write(from, 1, 30, Origin.LIVE);
    String next = request("*/*").get(trades(from, 30) + "&limit=20").path("next");
    Response second = request("*/*").get(trades(from, 30) + "&limit=20&cursor=" + next);
    second.then().statusCode(200).header(RECEIPT, notNullValue()).body("data", hasSize(10));
    Kept kept = new Kept("*/*", second.asString(), second.header(RECEIPT));
    write(from + 25 * SECOND, 900, 1, Origin.REPAIR);
    assertThat(replay(kept).asString()).isEqualTo(second.asString());
    request("*/*")
        .get(trades(from, 30) + "&limit=20&cursor=" + next)
        .then()
        .body("data", hasSize(11));
  }

  @Test
  void whatIsNotOverHasNoReceipt() {
    request("*/*").get("/v1/trades/coinbase:btc-usd").then().header(RECEIPT, nullValue());
    request("*/*")
        .get("/v1/trades/coinbase:btc-usd?to=" + System.currentTimeMillis())
        .then()
        .statusCode(200)
        .header(RECEIPT, nullValue());
  }

  @Test
  void whatTheTapeHasToldIsStoredWhenItsRangeIsOver() throws Exception {
    long to = System.currentTimeMillis();
    String range = "/v1/trades/coinbase:btc-usd?limit=5000&from=" + (to - 5_000) + "&to=" + to;
    List<String> fromMemory = List.of();
    Response answer = request("*/*").get(range);
    for (int i = 0; i < 200 && answer.header(RECEIPT) == null; i++) {
      fromMemory = answer.path("data.id");
      TimeUnit.MILLISECONDS.sleep(100);
      answer = request("*/*").get(range);
    }
    assertThat(answer.header(RECEIPT)).isNotNull();
    assertThat(fromMemory).isNotEmpty();
    assertThat(answer.<List<String>>path("data.id")).isEqualTo(fromMemory);
  }

  @Test
  void afterItsRetentionAReceiptIsGone() throws Exception {
    long from = day(6);
    write(from, 1, 10, Origin.LIVE);
    Kept page = keep("application/json", trades(from, 10));
    Kept stream = keep("text/csv", trades(from, 10) + "&limit=all");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("DROP TABLE trade_d" + TimeUnit.NANOSECONDS.toDays(from));
    }
    for (Kept kept : List.of(page, stream)) {
      replay(kept).then().statusCode(410).body("code", equalTo("receipt_gone"));
    }
  }

  @Test
  void aMarketThatNoVenueListsIsAnsweredFromWhatIsStored() {
    KeptTrades imported = KeptTrades.of("elsewhere:abc-usd");
    given().get("/v1/trades/elsewhere:abc-usd").then().statusCode(404);
    var _ = store.write(List.of(imported.at(day(7), 4, Origin.IMPORT))).await().atMost(PATIENCE);
    String range = "?from=" + time(day(7)) + "&to=" + time(day(8));
    given()
        .get("/v1/trades/Elsewhere:abc-USD" + range)
        .then()
        .statusCode(200)
        .body("data[0].price", equalTo("100.5"))
        .body("data[0].origin", equalTo("import"))
        .body("data[0].side", equalTo("buy"));
    given().get("/v1/trades/elsewhere:abc").then().statusCode(404);
  }
}
