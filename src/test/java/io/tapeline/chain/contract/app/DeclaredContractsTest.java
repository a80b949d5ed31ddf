package io.tapeline.chain.contract.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.chain.contract.app.DeclaredContracts.DeclaredPool;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.app.TokenBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredContractsTest {

  private static final String WETH = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2";
  private static final String USDC = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
  private static final String POOL = "0xB4e16d0168e52d35CaCD2c6185b44281Ec28C9Dc";

  private static DeclaredContracts of(String... settings) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.put("tapeline.chains.ethereum." + settings[i], settings[i + 1]);
    }
    return new DeclaredContracts(Configs.of(ChainsConfig.class, all));
  }

  @Test
  void poolsAreOfTokensThatAreNamed() {
    DeclaredContracts declared =
        of(
            "tokens.weth.contract", WETH,
            "tokens.usdc.contract", USDC,
            "tokens.usdc.decimals", "6",
            "tokens.usdc.min-transfer", "0.5",
            "pools.weth-usdc.address", POOL,
            "pools.weth-usdc.kind", "v3",
            "pools.weth-usdc.base", "weth",
            "pools.weth-usdc.quote", "usdc");
    List<DeclaredPool> pools = declared.pools("ethereum");
    assertThat(pools).extracting(DeclaredPool::kind).containsExactly(Kind.V3);
    assertThat(declared.pools("other")).isEmpty();

    TokenBook tokens = new TokenBook(declared);
    PoolBook book = new PoolBook(declared, tokens);
    Pool pool = book.find("ethereum", "WETH-usdc").orElseThrow();
    assertThat(book.find("ethereum", POOL)).contains(pool);
    assertThat(pool.isBaseFirst()).isFalse();
    assertThat(pool.base().decimals()).isNull();
    assertThat(pool.quote().minTransfer()).isEqualTo("0.5");
    assertThat(tokens.of("ethereum")).extracting(Token::symbol).containsExactly("usdc", "weth");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                of(
                    "tokens.weth.contract",
                    WETH,
                    "tokens.weth2.contract",
                    WETH,
                    "tokens.usdc.contract",
                    USDC.replace("A0b", "a0b"),
                    "pools.one.address",
                    POOL,
                    "pools.one.base",
                    "weth",
                    "pools.one.quote",
                    "weth",
                    "pools.two.base",
                    "dai"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokens.usdc.contract: its capitals are not the checksum")
        .hasMessageContaining("tokens: must have no address twice")
        .hasMessageContaining("pools.one.quote: must be another token than base")
        .hasMessageContaining("pools.two.address: an address is 0x and 40")
        .hasMessageContaining("pools.two.base: must be the name of a token")
        .hasMessageContaining("pools.two.quote: must be the name of a token");
  }
}
