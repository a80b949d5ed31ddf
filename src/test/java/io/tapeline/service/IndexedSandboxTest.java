package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens and pools of the simulated chain are indexed without a word of configuration. */
@Tag("service")
@QuarkusTest
@Tag("long") // it waits for trades of the simulated chain
@TestProfile(IndexedSandboxProfile.class)
class IndexedSandboxTest {

  private static final String CHAIN = "/v1/chains/sandbox-ethereum";
  private static final int LOOKS = 600;

  /** Soon, by what contracts say: the pair may trade after a while only. */
  private static boolean isPriced(Response pools) {
    return pools.statusCode() == 200
        && pools.<List<String>>path("data.price").size() == 2
        && pools.path("data[0].price") != null
        && pools.path("data[1].price") != null
        && !pools.<List<Boolean>>path("data.checked").contains(false);
  }

  @Test
  void poolsHaveAboutThePriceThatEtherHasElsewhere() throws Exception {
    Response pools = given().get(CHAIN + "/pools");
    for (int i = 0; i < LOOKS && !isPriced(pools); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      pools = given().get(CHAIN + "/pools");
    }
    assertThat(isPriced(pools)).as(pools.asString()).isTrue();
    pools
        .then()
        .body("data.pool", contains("weth-usdc-v2", "weth-usdc-v3"))
        .body("data.kind", contains("v2", "v3"))
        .body("data.checked", contains(true, true))
        .body("data.fee", contains(null, "0.0005"))
        .body("data.bid_depth", everyItem(notNullValue()));
    SandboxProfile.awaitData();
    double elsewhere =
        Double.parseDouble(
            given().get("/v1/prices/eth").then().statusCode(200).extract().path("price"));
    assertThat(pools.<List<String>>path("data.price"))
        .filteredOn(Objects::nonNull)
        .allSatisfy(
            price -> assertThat(Double.parseDouble(price) / elsewhere).isCloseTo(1, within(0.02)));
    given()
        .get(CHAIN + "/transfers?limit=50")
        .then()
        .statusCode(200)
        .body("data.token", everyItem(in(List.of("usdc", "weth"))))
        .body("data[0].amount", notNullValue());
    given()
        .get(CHAIN + "/pools/weth-usdc-v3/swaps?limit=5")
        .then()
        .statusCode(200)
        .body("data.side", everyItem(in(List.of("buy", "sell"))));
  }
}
