package io.tapeline.chain.pool.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.index.PoolId;
import io.tapeline.index.app.IndexConfig;
import io.tapeline.market.Instrument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Which pools are part of the index: none that nobody switched on, and none by what it is called.
 */
class IndexedPoolsTest {

  private static IndexedPools of(Map<String, String> settings) {
    return new IndexedPools(
        Configs.of(ChainsConfig.class, settings),
        Configs.of(IndexConfig.class, settings),
        List.of(),
        List.of());
  }

  private static Map<String, String> settings(String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("tapeline.chains.ethereum.tokens.weth.contract", "0x" + "11".repeat(20));
    all.put("tapeline.chains.ethereum.tokens.usdc.contract", "0x" + "22".repeat(20));
    all.put("tapeline.chains.ethereum.pools.weth-usdc.address", "0x" + "33".repeat(20));
    all.put("tapeline.chains.ethereum.pools.weth-usdc.base", "weth");
    all.put("tapeline.chains.ethereum.pools.weth-usdc.quote", "usdc");
    for (int i = 0; i < more.length; i += 2) {
      all.put("tapeline.chains.ethereum." + more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void aPoolThatIsFollowedIsNoSourceByItself() {
    assertThat(of(settings()).chains()).isEmpty();
    assertThat(of(settings("tokens.weth.asset", "eth", "tokens.usdc.asset", "usdc")).chains())
        .isEmpty();
  }

  @Test
  void switchedOnItIsASourceOfTheAssetThatItsTokenStandsFor() {
    IndexedPools pools =
        of(
            settings(
                "objective", "90s",
                "tokens.weth.asset", "ETH",
                "tokens.usdc.asset", "usdc",
                "pools.weth-usdc.index", "true"));
    assertThat(pools.chains()).containsExactly("ethereum");
    assertThat(pools.of("ethereum"))
        .containsExactly(
            new IndexedPool(
                new PoolId("ethereum", "weth-usdc", Instrument.spot("eth", "usdc")),
                Duration.ofSeconds(90).toNanos()));
    assertThat(pools.of("ethereum").getFirst().id()).hasToString("ethereum/weth-usdc:eth-usdc");
    assertThat(pools.of("other")).isEmpty();
  }

  @Test
  void nothingIsGuessedFromWhatTokensAreCalled() {
    assertThatThrownBy(() -> of(settings("pools.weth-usdc.index", "true", "index", "false")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tapeline.chains.ethereum.index: must be true")
        .hasMessageContaining("tapeline.chains.ethereum.tokens.weth.asset: must be given")
        .hasMessageContaining("tapeline.chains.ethereum.tokens.usdc.asset: must be given");
  }

  @Test
  void whatNoRateIsKnownOfAndStablecoinsInEachOtherAreRefused() {
    for (Map.Entry<String, String> pair :
        Map.of("btc", "eth", "usdt", "usdc", "eth", "eth").entrySet()) {
      assertThatThrownBy(
              () ->
                  of(
                      settings(
                          "tokens.weth.asset", pair.getKey(),
                          "tokens.usdc.asset", pair.getValue(),
                          "pools.weth-usdc.index", "true")))
          .hasMessageContaining("pools.weth-usdc.index: " + pair.getKey() + " in ")
          .hasMessageContaining("tapeline.index.stablecoins");
    }
  }
}
