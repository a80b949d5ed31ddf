package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.chain.contract.Contracts;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.proof.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real pool on a real node is a source of the index price, flagged as what it is: a swap moves
 * it, a reorg moves it back, and what was kept says what it was made of.
 */
@Tag("service")
@QuarkusTest
@TestProfile(IndexedPoolProfile.class)
class IndexedPoolTest {

  private static final String PRICE = "/v1/prices/eth";
  private static final BigInteger COINS = BigInteger.TEN.pow(18);
  private static final long GOLD = 1_000_000;
  private static final int LOOKS = 1_200;

  private static @Nullable Map<String, Object> pool(Response price) {
    if (price.statusCode() != 200) {
      return null;
    }
    List<Map<String, Object>> sources = price.path("sources");
    return sources.stream().filter(each -> each.containsKey("pool")).findFirst().orElse(null);
  }

  private static Response await(Predicate<Map<String, Object>> wanted) throws InterruptedException {
    Response last = given().get(PRICE);
    for (int i = 0; i < LOOKS; i++) {
      Map<String, Object> pool = pool(last);
      if (pool != null && wanted.test(pool)) {
        return last;
      }
      TimeUnit.MILLISECONDS.sleep(50);
      last = given().get(PRICE);
    }
    throw new AssertionError(last.asString());
  }

  private static Predicate<Map<String, Object>> valued(String value) {
    return pool -> value.equals(pool.get("value"));
  }

  private static Object of(Response price, String field) {
    Map<String, Object> pool = Objects.requireNonNull(pool(price));
    return Objects.requireNonNull(
        ((Map<?, ?>) Objects.requireNonNull(pool.get("pool"))).get(field));
  }

  private static BigInteger units(BigDecimal coins) {
    return coins.multiply(new BigDecimal(COINS)).toBigIntegerExact();
  }

  @Test
  void aPoolIsASourceASwapMovesItAndAReorgMovesItBack() throws Exception {
    try (Anvil node = Anvil.startAt(IndexedChainProfile.PORT)) {
      var _ = node.ask("evm_setNextBlockTimestamp", Instant.now().getEpochSecond());
      Contracts contracts = new Contracts(node);
      Address gold = contracts.token("Gold", COINS.multiply(BigInteger.valueOf(10_000_000)));
      Address coin = contracts.token("Coin", COINS.multiply(BigInteger.TEN.pow(12)));
      Address factory = contracts.factoryOfV2();
      var _ = contracts.send(factory, "createPair(address,address)", gold, coin);
      Address pool =
          new Words(contracts.call(factory, "getPair(address,address)", gold, coin)).address(0);
      assertThat(pool.toString()).isEqualTo(IndexedChainProfile.POOL);
      SandboxProfile.awaitData();
      // nothing is in it
      var _ = await(source -> "no_price".equals(source.get("excluded")));
      BigDecimal now =
          new BigDecimal(given().get(PRICE).<String>path("price"))
              .setScale(2, RoundingMode.HALF_EVEN);
      BigDecimal ofCoin = now.multiply(BigDecimal.valueOf(GOLD));
      var _ =
          contracts.send(gold, "transfer(address,uint256)", pool, units(BigDecimal.valueOf(GOLD)));
      var _ = contracts.send(coin, "transfer(address,uint256)", pool, units(ofCoin));
      var _ = contracts.send(pool, "mint(address)", contracts.account());
      // one block tells nothing yet; a minute of them does
      var _ = await(source -> "no_price".equals(source.get("excluded")));
      var _ = node.mine(6);
      String value = now.stripTrailingZeros().toPlainString();
      Response in = await(source -> valued(value).test(source) && source.get("excluded") == null);
      in.then()
          .body("methodology", equalTo("tapeline-index/1"))
          .body("sources.market", hasItem("local/gold-coin:eth-usdc"));
      Map<String, Object> source = Objects.requireNonNull(pool(in));
      assertThat(source)
          .containsEntry("venue", "local/gold-coin")
          .containsEntry("basis", "block_median");
      // deep as it is, it weighs no more than the heaviest market, and a quarter of all of them
      assertThat(new BigDecimal(String.valueOf(source.get("weight"))))
          .isPositive()
          .isLessThanOrEqualTo(new BigDecimal("0.2"));
      assertThat(of(in, "blocks")).isEqualTo(5);
      List<Map<String, Object>> sources = in.path("sources");
      assertThat(sources.stream().filter(each -> !each.containsKey("pool"))).hasSizeGreaterThan(2);

      // a tenth of a per cent more of the coin, for nothing: its price is a tenth of a per cent up
      BigDecimal more = ofCoin.movePointLeft(3);
      var _ = contracts.send(coin, "transfer(address,uint256)", pool, units(more));
      var _ = contracts.send(pool, "sync()");
      String moved = now.add(now.movePointLeft(3)).stripTrailingZeros().toPlainString();
      // until it was so behind most of the blocks nothing is said to have moved
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(Objects.requireNonNull(pool(given().get(PRICE)))).containsEntry("value", value);
      var _ = node.mine(6);
      Response then = await(valued(moved));
      Object hash = of(then, "block_hash");
      TimeUnit.MILLISECONDS.sleep(1_200);
      String moment = Instant.now().toString();
      TimeUnit.SECONDS.sleep(4);
      Response kept = given().get(PRICE + "/at?time=" + moment);
      assertThat(Objects.requireNonNull(pool(kept))).containsEntry("value", moved);
      assertThat(of(kept, "block_hash")).isEqualTo(hash);

      var _ = node.reorg(8);
      Response back = await(valued(value));
      assertThat(of(back, "block_hash")).isNotEqualTo(hash);
      // what was kept is as it was, block and all
      assertThat(given().get(PRICE + "/at?time=" + moment).asString()).isEqualTo(kept.asString());
      given()
          .get("/v1/prices/btc")
          .then()
          .statusCode(200)
          .body("sources", not(hasItem(hasKey("pool"))));
    }
  }
}
