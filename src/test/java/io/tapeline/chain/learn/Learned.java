package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.contract.app.DeclaredContracts;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.chain.evm.TestChains;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import io.tapeline.chain.token.app.TokenBook;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** What the service learns of a chain's contracts, round by round, with a clock that is moved. */
final class Learned {

  static final String CHAIN = "local";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final EvmChain chain;
  final AskedChain asked;
  final TokenBook tokens;
  final PoolBook pools;
  final ContractChecks checks;
  private Instant now = Instant.EPOCH;
  final InstantSource clock = () -> now;

  /**
   * @param settings of the chain's contracts, as {@code tokens.gold.contract}
   */
  Learned(Vertx vertx, Map<String, String> settings, String... nodes) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("tapeline.chains.local." + name, value));
    DeclaredContracts declared = new DeclaredContracts(Configs.of(ChainsConfig.class, all));
    this.tokens = new TokenBook(declared);
    this.pools = new PoolBook(declared, tokens);
    this.chain = TestChains.local(vertx, Map.of(), nodes);
    HeadTracker tracker = new HeadTracker(chain.followed(), Clock.systemUTC(), _ -> {});
    this.asked = new AskedChain(chain, tracker);
    this.checks = new ContractChecks(asked, tokens, pools, clock);
    follow();
  }

  static Map<String, String> pool(Address gold, Address coin, Address pool) {
    return Map.of(
        "tokens.gold.contract", gold.toString(),
        "tokens.coin.contract", coin.toString(),
        "pools.gold-coin.address", pool.toString(),
        "pools.gold-coin.base", "gold",
        "pools.gold-coin.quote", "coin");
  }

  static <T> T await(Uni<T> asked) {
    return asked.await().atMost(PATIENCE);
  }

  /** The chain's head is known. */
  Learned follow() {
    var _ = await(asked.tracker().round());
    return this;
  }

  /** As many rounds as there are contracts; what fails is tried again another time. */
  Learned ask() {
    int contracts = tokens.declared(CHAIN).size() + pools.of(CHAIN).size();
    for (int i = 0; i < contracts; i++) {
      var _ = await(checks.round().onFailure().recoverWithNull());
    }
    return this;
  }

  Learned later(Duration time) {
    now = now.plus(time);
    return this;
  }

  Token token(String symbol) {
    return tokens.of(CHAIN).stream()
        .filter(token -> token.symbol().equals(symbol))
        .findFirst()
        .orElseThrow();
  }

  Pool pool() {
    return pools.of(CHAIN).getFirst();
  }
}
