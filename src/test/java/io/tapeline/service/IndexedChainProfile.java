package io.tapeline.service;

import java.util.Map;

/**
 * A chain of one node, which a test runs. Its tokens and its pool are at the addresses that the
 * first contracts of the node's account have: gold, coin, and the pool that the factory makes of
 * them. One pool is none: its address is that of the gold. Decimals and kinds are not said, so that
 * contracts are asked.
 */
public final class IndexedChainProfile extends LocalChainProfile {

  static final int PORT = freePort();

  static final String GOLD = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
  static final String COIN = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512";
  static final String POOL = "0x5d70af5e2015d0f76892f8a100d176423420b7db";

  @Override
  void settle(Map<String, String> settings) {
    settings.put(LOCAL + "poll-every", "50ms");
    node(settings, "a", PORT, "1s");
    settings.put(LOCAL + "tokens.gold.contract", GOLD);
    settings.put(LOCAL + "tokens.gold.min-transfer", "5");
    settings.put(LOCAL + "tokens.coin.contract", COIN);
    settings.put(LOCAL + "pools.gold-coin.address", POOL);
    settings.put(LOCAL + "pools.gold-coin.base", "gold");
    settings.put(LOCAL + "pools.gold-coin.quote", "coin");
    settings.put(LOCAL + "pools.no-pool.address", GOLD);
    settings.put(LOCAL + "pools.no-pool.base", "gold");
    settings.put(LOCAL + "pools.no-pool.quote", "coin");
  }
}
