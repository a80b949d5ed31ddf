package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.KeptTrades.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TradeStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All trades of a range in one answer, in every format. */
@Tag("service")
@QuarkusTest
@TestProfile(StoredSandbox.class)
class StreamedTradesTest {

  private static final KeptTrades TRADES = KeptTrades.of("coinbase:ada-usd");
  private static final long START = KeptTrades.nanos("2018-03-01T00:00:00Z");
  private static final String PATH = "/v1/trades/coinbase:ada-usd";
  private static final String RANGE = PATH + "?from=2018-03-01T00:00:00Z&to=2018-03-05T00:00:00Z";

  /** More than three pages of a stream at one nanosecond, and some before and behind it. */
  private static final int CROWD = 7_000;

  private static final int COUNT = CROWD + 2_000;

  private static boolean written;

  @Inject TradeStore store;

  @BeforeEach
  void write() throws InterruptedException {
    if (!written) {
      SandboxProfile.awaitData();
      List<Traded> rows = new ArrayList<>();
      LongStream.range(0, 1_000)
          .forEach(i -> rows.add(TRADES.at(START + i * 80 * SECOND, i, Origin.LIVE)));
      LongStream.range(0, CROWD)
          .forEach(i -> rows.add(TRADES.at(START + 90_000 * SECOND, i * 7, Origin.LIVE)));
      LongStream.range(0, 1_000)
          .forEach(i -> rows.add(TRADES.at(START + (100_000 + i * 80) * SECOND, i, Origin.LIVE)));
      var _ = store.write(rows).await().atMost(Duration.ofSeconds(20));
      written = true;
    }
  }

  private static RequestSpecification request(String accept) {
    return given().urlEncodingEnabled(false).accept(accept);
  }

  @Test
  void aStreamHasTheRowsOfItsPagesAndCutsNoMoment() {
    String all = request("*/*").get(RANGE + "&limit=all").asString();
    List<Object> rows = request("*/*").get(RANGE + "&limit=all").path("data");
    List<Object> paged = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          request("*/*").get(RANGE + "&limit=1300" + (cursor == null ? "" : "&cursor=" + cursor));
      paged.addAll(page.<List<Object>>path("data"));
      cursor = page.path("next");
    } while (cursor != null);
    assertThat(paged).hasSize(COUNT);
    assertThat(rows).isEqualTo(paged);
    assertThat(all).endsWith("],\"next\":null}");
  }

  @Test
  void aStreamComesInEveryFormat() {
    String lines = request("application/x-ndjson").get(RANGE + "&limit=all").asString();
    assertThat(lines.lines()).hasSize(COUNT).allMatch(line -> line.startsWith("{\"id\":"));
    String csv = request("text/csv").get(RANGE + "&limit=all").asString();
    assertThat(csv.lines()).hasSize(COUNT + 1);
    assertThat(csv)
        .startsWith("id,time,price,quantity,side,matches,origin,received_time\r\n")
        .contains("\r\n0,2018-03-01T00:00:00.000Z,100.1,0.5,buy,1,live,");
    String some = request("text/csv").get(RANGE + "&limit=all&fields=time,price").asString();
    assertThat(some).startsWith("time,price\r\n2018-03-01T00:00:00.000Z,100.1\r\n");
  }

  @Test
  void aStreamHasAReceiptAndIsNotSentAgain() {
    String range = PATH + "?from=2018-04-01T00:00:00Z&to=2018-04-02T00:00:00Z&limit=all";
    long time = KeptTrades.nanos("2018-04-01T12:00:00Z");
    write(TRADES.at(time, 1, Origin.LIVE));
    Response stream = request("text/csv").get(range);
    String token = stream.header("Tapeline-Receipt");
    String moment = stream.header("Tapeline-As-Of");
    write(TRADES.at(time, 2, Origin.REPAIR));
    assertThat(given().get("/v1/receipts/" + token).asString()).isEqualTo(stream.asString());
    assertThat(request("text/csv").get(range).asString()).hasLineCount(3);
    request("text/csv")
        .header("If-None-Match", stream.header("ETag"))
        .get(range + "&as_of=" + moment)
        .then()
        .statusCode(304);
    request("*/*").head(range).then().statusCode(200).header("ETag", notNullValue());
  }

  private void write(Traded trade) {
    var _ = store.write(List.of(trade)).await().atMost(Duration.ofSeconds(20));
  }

  /**
   * What is told while it is asked for may be in it; a receipt without an end is the same still.
   */
  @Test
  void aStreamWithoutAnEndEndsAtItsMoment() {
    Response stream = request("application/x-ndjson").get("/v1/trades/coinbase:btc-usd?limit=all");
    stream.then().statusCode(200);
    assertThat(stream.asString()).isNotEmpty();
    assertThat(given().get("/v1/receipts/" + stream.header("Tapeline-Receipt")).asString())
        .isEqualTo(stream.asString());
  }

  @Test
  void nothingIsAStreamToo() {
    String nothing = PATH + "?from=2017-01-01T00:00:00Z&to=2017-06-01T00:00:00Z&limit=all";
    request("*/*").get(nothing).then().statusCode(200).body("data.size()", equalTo(0));
    assertThat(request("application/x-ndjson").get(nothing).asString()).isEmpty();
    assertThat(request("text/csv").get(nothing).asString()).startsWith("id,").hasLineCount(1);
  }

  @Test
  void allIsNoPage() {
    request("*/*").get(RANGE + "&limit=all&cursor=x").then().statusCode(400);
    request("*/*").get(RANGE + "&limit=al").then().statusCode(400);
    request("*/*").get("/v1/trades/coinbase:nope-usd?limit=all").then().statusCode(404);
  }
}
