package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.app.IndexHistory;
import io.tapeline.index.app.IndexPriceStore;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What it cost at a moment, and what was known of prices then. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class PastPricesTest {

  private static final Instrument INSTRUMENT = Instrument.parse("btc-usd");
  private static final long SECOND = 1_000_000_000L;

  /** Weeks before the service ran. */
  private static final long LONG_AGO =
      Instant.parse("2026-01-05T12:00:00Z").getEpochSecond() * SECOND;

  private static boolean written;

  @Inject IndexPriceStore store;
  @Inject IndexHistory history;

  @BeforeEach
  void write() throws InterruptedException {
    if (written) {
      return;
    }
    SandboxProfile.awaitData();
    for (int second : List.of(0, 1, 2, 200, 201)) {
      long time = LONG_AGO + second * SECOND;
      store.append(
          new IndexPrice(
              INSTRUMENT,
              time,
              time - 5_000_000,
              Decimal.of(100 + second),
              Decimal.ONE,
              false,
              false,
              List.of()));
    }
    for (int i = 0; i < 400 && store.writtenUpToNanos() != Long.MAX_VALUE; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    long now = Instant.now().getEpochSecond() * SECOND;
    for (int i = 0; i < 400 && history.horizonNanos() < now; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    written = true;
  }

  private static Response at(double second) {
    long nanos = LONG_AGO + (long) (second * SECOND);
    return given().get("/v1/prices/btc/at?time=" + nanos / 1_000_000);
  }

  @Test
  void theNewestPriceAtOrBeforeAMomentIsAnsweredWithItsAge() {
    at(1)
        .then()
        .statusCode(200)
        .body("price", equalTo("101"))
        .body("change_24h", equalTo(null))
        .header("Tapeline-Age-Ms", equalTo("0"))
        .header("Cache-Control", containsString("immutable"))
        .header("Tapeline-Receipt", notNullValue());
    at(1.999).then().body("price", equalTo("101")).header("Tapeline-Age-Ms", equalTo("999"));
    at(62).then().body("price", equalTo("102")).header("Tapeline-Age-Ms", equalTo("60000"));
  }

  @Test
  void whereThereIsNoneTheNearestMomentsAreNamed() {
    at(62.001)
        .then()
        .statusCode(404)
        .body("code", equalTo("no_price_at"))
        .body("near", equalTo(List.of("2026-01-05T12:00:02.000Z", "2026-01-05T12:03:20.000Z")));
    at(199.999).then().statusCode(404);
    at(200).then().statusCode(200).body("price", equalTo("300"));
    at(-0.001).then().statusCode(404).body("near", equalTo(List.of("2026-01-05T12:00:00.000Z")));
    given()
        .get("/v1/prices/btc/at?time=" + (Instant.now().toEpochMilli() + 60_000))
        .then()
        .statusCode(400)
        .body("errors.parameter", equalTo(List.of("time")));
    given().get("/v1/prices/btc/at").then().statusCode(400);
    given().get("/v1/prices/usd/at?time=0").then().statusCode(404);
  }

  @Test
  void theNewestMomentsAreAnsweredToo() {
    long now = Instant.now().toEpochMilli() - 300;
    Response answer = given().get("/v1/prices/btc/at?time=" + now);
    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", not(containsString("immutable")))
        .header("Tapeline-Receipt", equalTo(null));
    assertThat(Instant.parse(answer.path("time"))).isBeforeOrEqualTo(Instant.ofEpochMilli(now));
  }

  @Test
  void asOfAMomentTheAnswerIsTheSameForEver() throws InterruptedException {
    long moment = history.horizonNanos() / 1_000_000;
    String list = "/v1/prices?as_of=" + moment;
    String one = "/v1/prices/btc?as_of=" + moment;
    Response all = given().get(list);
    all.then()
        .statusCode(200)
        .header("Cache-Control", containsString("immutable"))
        .header("Tapeline-Receipt", notNullValue());
    assertThat(all.<List<String>>path("data.asset")).contains("btc", "eth").isSorted();
    Response btc = given().get(one);
    btc.then().statusCode(200);
    TimeUnit.SECONDS.sleep(3);
    assertThat(given().get(list).asByteArray()).isEqualTo(all.asByteArray());
    assertThat(given().get(one).asByteArray()).isEqualTo(btc.asByteArray());
    for (Response each : List.of(all, btc)) {
      assertThat(
              given()
                  .urlEncodingEnabled(false)
                  .get("/v1/receipts/" + each.header("Tapeline-Receipt"))
                  .asByteArray())
          .isEqualTo(each.asByteArray());
    }
    assertThat(given().get("/v1/prices/btc").asByteArray()).isNotEqualTo(btc.asByteArray());
    given().get("/v1/prices?limit=1&as_of=" + moment).then().body("data", hasSize(1));
    given()
        .get("/v1/prices?as_of=" + (Instant.now().toEpochMilli() + 60_000))
        .then()
        .statusCode(400)
        .body("errors.parameter", equalTo(List.of("as_of")));
  }
}
