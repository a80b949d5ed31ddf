package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.index.app.IndexKeeper;
import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.app.RecentTrades;
import io.tapeline.tape.app.TapeFollower;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two invented markets, told to the followers of the tape: what the API says of them, by hand. */
@Tag("service")
@QuarkusTest
class FedServiceTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = Instant.parse("2026-01-02T03:00:00Z").getEpochSecond() * SECOND;
  private static final Market USD = Market.parse("alpha:dot-usd");
  private static final Market USDT = Market.parse("beta:dot-usdt");
  private static final Market OLD = Market.parse("alpha:ltc-usd");

  private static boolean fed;

  private final Catalog catalog;
  private final TapeTime time;
  private final CandleKeeper candles;
  private final IndexKeeper index;
  private final RecentTrades trades;

  @Inject
  FedServiceTest(
      Catalog catalog,
      TapeTime time,
      CandleKeeper candles,
      IndexKeeper index,
      RecentTrades trades) {
    this.catalog = catalog;
    this.time = time;
    this.candles = candles;
    this.index = index;
    this.trades = trades;
  }

  @BeforeEach
  void feed() {
    if (fed) {
      return;
    }
    fed = true;
    list(USD, OLD);
    list(USDT);
    tell(new TapeEvent.Watching(Set.of(OLD), "alpha-0", START - 1200 * SECOND));
    tell(trade(OLD, 1, -1200, "80", "1", Origin.LIVE));
    ticks(-1200, -1130);
    tell(new TapeEvent.Lost(Set.of(OLD), "alpha-0", START - 1130 * SECOND));
    tell(new TapeEvent.Watching(Set.of(USD), "alpha-1", START));
    tell(new TapeEvent.Watching(Set.of(USDT), "beta-1", START));
    ticks(0, 1);
    tell(trade(USD, 7, -5, "3.9", "1", Origin.SNAPSHOT));
    tell(trade(USD, 8, 1, "4", "10", Origin.LIVE));
    ticks(1, 2);
    tell(trade(USD, 9, 2, "4.02", "10", Origin.LIVE));
    ticks(2, 3);
    tell(
        new TapeEvent.Quoted(
            new Quote(
                USDT,
                Decimal.parse("4.01"),
                Decimal.parse("5"),
                Decimal.parse("4.03"),
                null,
                at(3),
                at(3))));
    ticks(3, 90);
    tell(trade(USD, 10, 90, "4.05", "1", Origin.LIVE));
    ticks(90, 125);
  }

  private void list(Market... markets) {
    catalog.list(
        markets[0].venue(),
        markets[0].venue().id(),
        List.of(markets).stream()
            .map(m -> new ListedMarket(m, m.id(), null, null, ListedMarket.Status.TRADING))
            .toList());
  }

  private static long at(long second) {
    return START + second * SECOND;
  }

  private static TapeEvent trade(
      Market market, long id, long second, String price, String quantity, Origin origin) {
    return new TapeEvent.Traded(
        new Trade(
            market,
            TradeId.of(id),
            Decimal.parse(price),
            Decimal.parse(quantity),
            Side.SELL,
            at(second),
            at(second),
            1),
        origin);
  }

  private List<TapeFollower> followers() {
    return List.of(time, candles, index, trades);
  }

  private void tell(TapeEvent event) {
    followers().forEach(follower -> follower.on(event));
  }

  /** Ticks after one second up to another; the connections show that they live. */
  private void ticks(long after, long upTo) {
    for (long t = at(after) + TapeFollower.TICK_NANOS;
        t <= at(upTo);
        t += TapeFollower.TICK_NANOS) {
      long now = t;
      tell(new TapeEvent.Alive("alpha-1", now - 1));
      tell(new TapeEvent.Alive("beta-1", now - 1));
      followers().forEach(follower -> follower.tick(now));
    }
  }

  @Test
  void aPriceSaysAllThatMadeIt() {
    // alpha: 4.05 traded in the window, weight 1; beta: mid 4.02 at parity, weight 0.05; each is
    // cut
    // to what the other weighs, so the median is their mean; deviation 0.015 × 1.4826
    given()
        .get("/v1/prices/DOT?quote=USD")
        .then()
        .statusCode(200)
        .body("asset", equalTo("dot"))
        .body("quote", equalTo("usd"))
        .body("price", equalTo("4.035"))
        .body("confidence", equalTo("0.022239"))
        .body("low", equalTo("4.012761"))
        .body("high", equalTo("4.057239"))
        .body("time", equalTo("2026-01-02T03:01:30.000Z"))
        .body("stale", equalTo(false))
        .body("assumes_parity", equalTo(true))
        .body("change_24h", nullValue())
        .body("volume_24h", nullValue())
        .body("methodology", equalTo("tapeline-index/1"))
        .body("feed", equalTo("sandbox"))
        .body("sources.market", contains("alpha:dot-usd", "beta:dot-usdt"))
        .body("sources.venue", contains("alpha", "beta"))
        .body("sources.basis", contains("vwap", "mid"))
        .body("sources.value", contains("4.05", "4.02"))
        .body("sources.rate", contains("1", "1"))
        .body("sources.rate_source", contains("same_asset", "parity"))
        .body("sources.weight", contains("0.5", "0.5"))
        .body("sources.excluded", contains(nullValue(), nullValue()))
        .header("Tapeline-As-Of", equalTo("2026-01-02T03:02:05.000Z"))
        .header("Tapeline-Age-Ms", equalTo("0"));
  }

  @Test
  void aPriceThatIsKnownIsNotSentAgainAndFieldsMakeItLean() {
    String tag = given().get("/v1/prices/dot").header("ETag");
    given().header("If-None-Match", tag).get("/v1/prices/dot").then().statusCode(304);
    given()
        .get("/v1/prices/dot?fields=price,sources.venue")
        .then()
        .body("size()", equalTo(2))
        .body("sources[0].size()", equalTo(1))
        .header("ETag", not(equalTo(tag)));
  }

  @Test
  void pricesAreListedByAssetAndOnlyThoseAskedFor() {
    given()
        .get("/v1/prices?assets=DOT,ltc")
        .then()
        .body("data.asset", contains("dot", "ltc"))
        .body("data.stale", contains(false, true))
        .body("next", nullValue());
    Response page = given().get("/v1/prices?assets=ltc,dot&limit=1");
    page.then().body("data.asset", contains("dot")).header("Link", containsString("rel=\"next\""));
    given()
        .queryParam("assets", "ltc,dot")
        .queryParam("limit", 1)
        .queryParam("cursor", page.<String>path("next"))
        .get("/v1/prices")
        .then()
        .body("data.asset", contains("ltc"))
        .body("next", nullValue());
  }

  @Test
  void wrongInputIsNamedAndUnknownAssetsHaveNearOnes() {
    given()
        .get("/v1/prices?quote=eur&limit=0&frobnicate=1")
        .then()
        .statusCode(400)
        .body("errors.parameter", containsInAnyOrder("quote", "limit", "frobnicate"));
    given().get("/v1/prices/dto").then().statusCode(404).body("near", hasItem("dot"));
    given().get("/v1/prices/xlm").then().statusCode(404).body("code", equalTo("no_price"));
    given().get("/v1/prices/usd").then().statusCode(404).body("code", equalTo("no_price"));
    given().get("/v1/quotes/dto").then().statusCode(404).body("code", equalTo("unknown_asset"));
    given()
        .get("/v1/trades/alpha:dot-usdt")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_market"));
    given()
        .get("/v1/candles/dot-eur")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_instrument"));
    given()
        .get("/v1/candles/dot?interval=2m&from=x&to=y&limit=5001&cursor=z")
        .then()
        .statusCode(400)
        .body("errors.parameter", containsInAnyOrder("interval", "from", "to", "limit", "cursor"));
    given()
        .get("/v1/trades/alpha:dot-usd?from=2026-01-02T03:02:00Z&to=2026-01-02T03:01:00Z")
        .then()
        .statusCode(400)
        .body("errors.parameter", contains("from"));
  }

  @Test
  void theBoardShowsEachMarketsLastBidAndAsk() {
    given()
        .get("/v1/quotes/dot")
        .then()
        .statusCode(200)
        .body("data.market", contains("alpha:dot-usd", "beta:dot-usdt"))
        .body("data[0].last", equalTo("4.05"))
        .body("data[1].last", nullValue())
        .body("data.bid", contains(null, "4.01"))
        .body("data.bid_quantity", contains(null, "5"))
        .body("data.ask", contains(null, "4.03"))
        .body("data.ask_quantity", contains(nullValue(), nullValue()))
        .body("data.spread", contains(null, "0.02"))
        .body("data.spread_bps", contains(null, "49.7512"))
        .body("data.time", contains("2026-01-02T03:01:30.000Z", "2026-01-02T03:00:03.000Z"))
        .body("data.stale", contains(false, false))
        .header("Tapeline-Age-Ms", equalTo("35000"));
  }

  @Test
  void candlesOfAMarketLeaveOutItsSnapshot() {
    given()
        .get("/v1/candles/ALPHA:dot-usd?from=2026-01-02T03:00:00Z&to=2026-01-02T03:02:00Z")
        .then()
        .statusCode(200)
        .body("data.open_time", contains("2026-01-02T03:00:00.000Z", "2026-01-02T03:01:00.000Z"))
        .body("data.open", contains("4", "4.05"))
        .body("data.close", contains("4.02", "4.05"))
        .body("data.volume", contains("20", "1"))
        .body("data.quote_volume", contains("80.2", "4.05"))
        .body("data.vwap", contains("4.01", "4.05"))
        .body("data.trades", contains(2, 1))
        .body("data.coverage", contains("1", "1"))
        .body("data.complete", contains(true, true))
        .body("data.revision", contains(1, 1))
        .body("next", nullValue());
    given()
        .get("/v1/candles/beta:dot-usdt?interval=1h&to=2026-01-02T04:00:00Z")
        .then()
        .body("data", hasSize(0));
  }

  @Test
  void quietSecondsOfAWatchedMinuteAreSynthetic() {
    given()
        .get("/v1/candles/alpha:dot-usd?interval=1s&from=1767322800000&to=1767322805000")
        .then()
        .statusCode(200)
        .body("data.close", contains("4", "4.02", "4.02", "4.02"))
        .body("data.synthetic", contains(false, false, true, true))
        .body("data.trades", contains(1, 1, 0, 0))
        .body("data.vwap", contains("4", "4.02", null, null));
  }

  @Test
  void candlesOfAnAssetAreThoseOfItsIndex() {
    Response byAsset =
        given().get("/v1/candles/dot?from=2026-01-02T03:00:00Z&to=2026-01-02T03:01:00Z");
    byAsset
        .then()
        .body("data", hasSize(1))
        .body("data[0].open", equalTo("4"))
        .body("data[0].high", equalTo("4.015"))
        .body("data[0].volume", equalTo("20"))
        .body("data[0].quote_volume", equalTo("80.2"))
        .body("data[0].trades", equalTo(2));
    // watched from its first price on, 1.1 s into the minute
    byAsset.then().body("data[0].coverage", equalTo("0.9816"));
    Response byPair =
        given().get("/v1/candles/DOT-usd?from=2026-01-02T03:00:00Z&to=2026-01-02T03:01:00Z");
    assertThat(byPair.<List<Object>>path("data")).isEqualTo(byAsset.<List<Object>>path("data"));
  }

  @Test
  void aRangeThatNothingCanReviseAnyMoreIsImmutable() {
    given()
        .get("/v1/candles/alpha:ltc-usd?from=2026-01-02T02:40:00Z&to=2026-01-02T02:41:00Z")
        .then()
        .body("data", hasSize(1))
        .header("Cache-Control", containsString("immutable"));
    // of its second minute we have seen the beginning only: the rest may be refilled
    given()
        .get("/v1/candles/alpha:ltc-usd?from=2026-01-02T02:41:00Z&to=2026-01-02T02:42:00Z")
        .then()
        .body("data", hasSize(1))
        .header("Cache-Control", containsString("max-age=60"));
    given()
        .get("/v1/candles/alpha:dot-usd?from=2026-01-02T03:00:00Z&to=2026-01-02T03:01:00Z")
        .then()
        .header("Cache-Control", not(containsString("immutable")));
  }

  @Test
  void aLongerIntervalIsRolledUpAndOpenUntilItsEnd() {
    given()
        .get("/v1/candles/alpha:dot-usd?interval=5m&from=2026-01-02T03:00:00Z")
        .then()
        .body("data", hasSize(1))
        .body("data[0].open", equalTo("4"))
        .body("data[0].close", equalTo("4.05"))
        .body("data[0].volume", equalTo("21"))
        .body("data[0].complete", equalTo(false))
        .body("data[0].revision", equalTo(0));
  }

  @Test
  void tradesArePagedInOrderAndSayWhereTheyComeFrom() {
    String range = "?from=2026-01-02T02:59:00Z&to=2026-01-02T03:05:00Z&limit=3";
    Response page = given().get("/v1/trades/alpha:dot-usd" + range);
    page.then()
        .statusCode(200)
        .body("data.id", contains("7", "8", "9"))
        .body("data.origin", contains("snapshot", "live", "live"))
        .body("data.side", contains("sell", "sell", "sell"))
        .body("data[1].price", equalTo("4"))
        .body("data[1].quantity", equalTo("10"))
        .body("data[1].time", equalTo("2026-01-02T03:00:01.000Z"))
        .body("next", notNullValue());
    given()
        .queryParam("cursor", page.<String>path("next"))
        .get("/v1/trades/alpha:dot-usd" + range)
        .then()
        .body("data.id", contains("10"))
        .body("next", nullValue());
  }
}
