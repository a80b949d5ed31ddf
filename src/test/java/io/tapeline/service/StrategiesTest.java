package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalogue of strategies over REST. */
@QuarkusTest
@TestProfile(StoredSandbox.class)
class StrategiesTest {

  private static Response get(String address) {
    return given().urlEncodingEnabled(false).accept("application/json").get(address);
  }

  @Test
  void theCatalogueTellsAllOfThem() {
    Response all = get("/v1/strategies");
    all.then().statusCode(200).body("data", hasSize(10)).body("next", nullValue());
    List<String> usual = all.path("data.usual");
    assertThat(usual).isSorted().contains("ma_cross(50,200)", "macd(12,26,9)", "composite");
    given()
        .header("If-None-Match", all.header("ETag"))
        .accept("application/json")
        .get("/v1/strategies")
        .then()
        .statusCode(304);
    get("/v1/strategies?style=mean_reversion")
        .then()
        .body("data.name", equalTo(List.of("bollinger_reversion")));
    get("/v1/strategies?style=luck").then().statusCode(400);
    String next = get("/v1/strategies?limit=3").path("next");
    get("/v1/strategies?limit=3&cursor=" + next).then().body("data", hasSize(3));
  }

  @Test
  void oneTellsAllThatItsSignalsAreMadeOf() {
    get("/v1/strategies/RSI_regime")
        .then()
        .statusCode(200)
        .body("name", equalTo("rsi_regime"))
        .body("version", equalTo(1))
        .body("indicators", equalTo(List.of("rsi(14)", "zscore(50)")))
        .body("parameters.name", equalTo(List.of("n", "trend", "band")))
        .body("warm_up", equalTo(325));
    get("/v1/strategies/ma_cross")
        .then()
        .body("conditions", hasItem("fast must be less than slow"))
        .body("indicators", hasItems("sma(50)", "sma(200)", "close"));
  }

  @Test
  void anUnknownOneNamesThoseThatMayHaveBeenMeant() {
    get("/v1/strategies/makd")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_strategy"))
        .body("near", equalTo(List.of("macd")));
  }
}
