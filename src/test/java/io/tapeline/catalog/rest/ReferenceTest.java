package io.tapeline.catalog.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.ListedMarket.Status;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("service")
@QuarkusTest
class ReferenceTest {

  private static final Venue VENUE = new Venue("test_venue");

  private final Catalog catalog;

  @Inject
  ReferenceTest(Catalog catalog) {
    this.catalog = catalog;
  }

  @BeforeEach
  void listMarkets() {
    catalog.list(
        VENUE,
        "Test Venue",
        List.of(
            listed("btc", "usd", Status.TRADING),
            listed("btc", "eur", Status.HALTED),
            listed("eth", "usd", Status.TRADING)));
  }

  private static ListedMarket listed(String base, String quote, Status status) {
    return new ListedMarket(
        new Market(VENUE, Instrument.spot(base, quote)),
        base + "/" + quote,
        Decimal.parse("0.010"),
        null,
        status);
  }

  @Test
  void anAssetIsAnsweredInAnyCaseWithItsMarkets() {
    given()
        .get("/v1/assets/BTC")
        .then()
        .statusCode(200)
        .body("id", equalTo("btc"))
        .body("name", equalTo("Bitcoin"))
        .body("kind", equalTo("crypto"))
        .body("decimals", equalTo(8))
        .body("contracts[0].chain", equalTo("bitcoin"))
        .body("markets.id", hasItems("test_venue:btc-eur", "test_venue:btc-usd"));
  }

  @Test
  void aMarketSaysAllThatItsVenueDoes() {
    given()
        .get("/v1/markets?venue=test_venue&quote=usd&asset=BTC")
        .then()
        .statusCode(200)
        .body("data.size()", equalTo(1))
        .body("data[0].id", equalTo("test_venue:btc-usd"))
        .body("data[0].instrument", equalTo("btc-usd"))
        .body("data[0].symbol", equalTo("btc/usd"))
        .body("data[0].tick_size", equalTo("0.01"))
        .body("data[0].lot_size", nullValue())
        .body("data[0].status", equalTo("trading"))
        .body("next", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"crypto", "stablecoin", "fiat"})
  void assetsAreFilteredByKind(String kind) {
    given()
        .get("/v1/assets?limit=1000&kind=" + kind)
        .then()
        .body("data.kind", everyItem(equalTo(kind)));
  }

  @Test
  void marketsAreFilteredByStatusAndSeveralAssets() {
    given()
        .get("/v1/markets?venue=test_venue&status=halted")
        .then()
        .body("data.id", contains("test_venue:btc-eur"));
    given()
        .get("/v1/markets?venue=test_venue&asset=btc,eth&quote=usd")
        .then()
        .body("data.id", contains("test_venue:btc-usd", "test_venue:eth-usd"));
  }

  @Test
  void unknownIdsInFiltersAreNamed() {
    given()
        .get("/v1/markets?asset=btcc")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_asset"));
    given()
        .get("/v1/markets?venue=test_venu")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_venue"))
        .body("near", contains("test_venue"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 5000})
  void pagesJoinToTheWholeListWithoutGapsOrRepeats(int limit) {
    List<String> joined = new ArrayList<>();
    String path = "/v1/assets?limit=" + limit;
    while (path != null) {
      Response page = given().urlEncodingEnabled(false).get(path);
      List<String> ids = page.path("data.id");
      assertThat(ids).hasSizeLessThanOrEqualTo(limit);
      joined.addAll(ids);
      String link = page.header("Link");
      String next = page.path("next");
      assertThat(link == null).isEqualTo(next == null);
      path = link == null ? null : link.substring(1, link.indexOf('>'));
      assertThat(path == null || path.contains(next)).isTrue();
    }
    assertThat(joined).isSorted().doesNotHaveDuplicates();
    assertThat(joined).hasSameSizeAs(catalog.assets());
  }

  @Test
  void aCursorIsRefusedOnAnotherListOrAnotherFilter() {
    String next = given().get("/v1/assets?limit=1").path("next");
    for (String path : List.of("/v1/markets?cursor=", "/v1/assets?kind=fiat&cursor=")) {
      given()
          .get(path + next)
          .then()
          .statusCode(400)
          .body("errors[0].parameter", equalTo("cursor"));
    }
    given().get("/v1/assets?cursor=" + next.substring(1)).then().statusCode(400);
  }

  @Test
  void theBuiltInAssetsHoldTheLargestTheStablecoinsAndFiat() {
    assertThat(catalog.assets()).hasSizeGreaterThan(60);
    for (String id : List.of("usdt", "usdc", "dai", "fdusd", "tusd", "pyusd", "gusd", "usde")) {
      assertThat(catalog.requireAsset(id).kind().name()).isEqualTo("STABLECOIN");
    }
    for (String id : List.of("usd", "eur", "gbp", "chf", "jpy", "aud", "cad", "brl", "try")) {
      assertThat(catalog.requireAsset(id).kind().name()).isEqualTo("FIAT");
    }
    catalog.universe().forEach(each -> assertThat(catalog.asset(each.base().id())).isPresent());
    assertThat(catalog.universe()).hasSizeGreaterThanOrEqualTo(95);
  }
}
