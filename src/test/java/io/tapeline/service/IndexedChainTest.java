package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.contract.Contracts;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The running service shows what real contracts did on a real node, takes it back with its blocks,
 * and shows it as it was known.
 */
@Tag("service")
@QuarkusTest
@TestProfile(IndexedChainProfile.class)
class IndexedChainTest {

  private static final String CHAIN = "/v1/chains/local";
  private static final String TRANSFERS = CHAIN + "/transfers";
  private static final String POOL = CHAIN + "/pools/gold-coin";
  private static final String DAYS = CHAIN + "/metrics?interval=1d&from=2025-01-01T00:00:00Z";
  private static final BigInteger COINS = BigInteger.TEN.pow(18);
  private static final int LOOKS = 400;

  private static Response await(String address, Predicate<Response> wanted)
      throws InterruptedException {
    Response last = given().get(address);
    for (int i = 0; i < LOOKS && !wanted.test(last); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      last = given().get(address);
    }
    assertThat(wanted.test(last)).as(last.asString()).isTrue();
    return last;
  }

  private static boolean is(Response response, String path, Object value) {
    return response.statusCode() == 200 && value.equals(response.path(path));
  }

  private static BigInteger coins(long count) {
    return COINS.multiply(BigInteger.valueOf(count));
  }

  private static String asOf(String address, String moment) {
    return address + (address.contains("?") ? "&" : "?") + "as_of=" + moment;
  }

  private static long transactions(Response days) {
    List<Integer> each = days.path("data.transactions");
    return each.stream().filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
  }

  private static void whatIsNoPoolIsNamed() throws InterruptedException {
    String why = "its contract does not say which tokens it has";
    await(CHAIN + "/pools", answer -> is(answer, "data[1].problem", why))
        .then()
        .body("data.pool", contains("gold-coin", "no-pool"))
        .body("data.kind", contains("v2", null))
        .body("data.checked", contains(true, false))
        .body("data[0].problem", nullValue())
        .body("data[1].price", nullValue());
    given()
        .get("/v1/status")
        .then()
        .body(
            "parts.find { it.name == 'contracts' }.problem",
            equalTo("local: nothing is told of no-pool: " + why + "."));
    given()
        .get(CHAIN + "/pools/no-pool")
        .then()
        .body("now.problem", equalTo(why))
        .body("swaps", hasSize(0));
  }

  /** One after the other, since each needs what came before. */
  @Test
  void whatContractsDidIsShownAndTakenBackWithItsBlocks() throws Exception {
    try (Anvil node = Anvil.startAt(IndexedChainProfile.PORT)) {
      Contracts contracts = new Contracts(node);
      Address gold = contracts.token("Gold", coins(1_000_000));
      Address coin = contracts.token("Coin", coins(1_000_000));
      assertThat(gold.toString()).isEqualTo(IndexedChainProfile.GOLD);
      assertThat(coin.toString()).isEqualTo(IndexedChainProfile.COIN);
      Address factory = contracts.factoryOfV2();
      var _ = contracts.send(factory, "createPair(address,address)", gold, coin);
      Address pool =
          new Words(contracts.call(factory, "getPair(address,address)", gold, coin)).address(0);
      assertThat(pool.toString()).isEqualTo(IndexedChainProfile.POOL);

      var _ = contracts.send(gold, "transfer(address,uint256)", pool, coins(1_000));
      var _ = contracts.send(coin, "transfer(address,uint256)", pool, coins(50_000));
      var _ = contracts.send(pool, "mint(address)", contracts.account());
      // what the contract says of its decimals has been asked for by then
      await(POOL, answer -> is(answer, "now.price", "50"))
          .then()
          .body("now.finality", equalTo("latest"))
          .body("now.confirmations", equalTo(1))
          .body("swaps_24h", equalTo(0));
      given().get(TRANSFERS).then().body("data", hasSize(4)).body("data[0].token", equalTo("coin"));

      for (int i = 0; i < 6; i++) {
        var _ = contracts.send(coin, "transfer(address,uint256)", pool, coins(100));
        var _ = contracts.send(pool, "sync()");
      }
      Response now = await(POOL, answer -> is(answer, "now.price", "50.6"));
      String moment = now.header("Tapeline-As-Of");
      assertThat(moment).isNotNull();
      whatIsNoPoolIsNamed();
      // what a contract has yet to say may change an answer
      given().get(asOf(POOL, moment)).then().header("Cache-Control", containsString("immutable"));
      given()
          .get(asOf(CHAIN + "/pools", moment))
          .then()
          .header("Cache-Control", not(containsString("immutable")));
      given()
          .get(TRANSFERS + "?token=coin&min=100&limit=6")
          .then()
          .body("data", hasSize(6))
          .body("next", notNullValue())
          .body("data.amount", everyItem(equalTo("100")))
          .body("data[0].to", equalTo(IndexedChainProfile.POOL))
          .body("data[0].confirmations", equalTo(2));
      given()
          .get(TRANSFERS + "?address=" + IndexedChainProfile.POOL + "&token=gold")
          .then()
          .body("data", hasSize(1))
          .body("data[0].amount", equalTo("1000"));
      Response days = given().get(DAYS);
      long all = transactions(days);
      Response then = given().get(TRANSFERS);

      var _ = node.reorg(12);
      await(POOL, answer -> is(answer, "now.price", "50"));
      await(TRANSFERS, answer -> is(answer, "data.size()", 4));
      assertThat(transactions(given().get(DAYS))).isEqualTo(all - 12);

      given().get(asOf(POOL, moment)).then().body("now.price", equalTo("50.6"));
      given().get(asOf(TRANSFERS, moment)).then().body("data", hasSize(10));
      assertThat(given().get(asOf(TRANSFERS, moment)).<List<?>>path("data"))
          .isEqualTo(then.path("data"));
      assertThat(transactions(given().get(asOf(DAYS, moment)))).isEqualTo(all);
      given()
          .get(CHAIN + "/pools/gold-coins")
          .then()
          .statusCode(404)
          .body("code", equalTo("unknown_pool"))
          .body("near", contains("gold-coin"));
      given()
          .get(CHAIN + "/metrics?interval=1h&from=2020-01-01T00:00:00Z&to=2020-01-01T02:00:00Z")
          .then()
          .body("data", hasSize(2))
          .body("data[0].blocks", equalTo(0))
          .body("data[0].transactions", nullValue())
          .body("data[0].complete", equalTo(false));
    }
  }
}
