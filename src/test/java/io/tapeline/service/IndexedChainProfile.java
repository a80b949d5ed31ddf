package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The service with real stores and a chain of one node, which a test runs. Its tokens and its pool
 * are at the addresses that the first contracts of the node's account have: gold, coin, and the
 * pool that the factory makes of them. One pool is none: its address is that of the gold. Decimals
 * and kinds are not said, so that contracts are asked.
 */
public final class IndexedChainProfile extends SandboxProfile {

  static final int PORT = freePort();

  static final String GOLD = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
  static final String COIN = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512";
  static final String POOL = "0x5d70af5e2015d0f76892f8a100d176423420b7db";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    String local = "tapeline.chains.local.";
    settings.put(local + "chain-id", "31337");
    settings.put(local + "poll-every", "50ms");
    settings.put(local + "reorg-depth", "40");
    settings.put(local + "index-from", "1");
    settings.put(local + "nodes.a.url", "http://127.0.0.1:" + PORT);
    settings.put(local + "nodes.a.timeout", "1s");
    settings.put(local + "nodes.a.calls-per-second", "5000");
    settings.put(local + "tokens.gold.contract", GOLD);
    settings.put(local + "tokens.gold.min-transfer", "5");
    settings.put(local + "tokens.coin.contract", COIN);
    settings.put(local + "pools.gold-coin.address", POOL);
    settings.put(local + "pools.gold-coin.base", "gold");
    settings.put(local + "pools.gold-coin.quote", "coin");
    settings.put(local + "pools.no-pool.address", GOLD);
    settings.put(local + "pools.no-pool.base", "gold");
    settings.put(local + "pools.no-pool.quote", "coin");
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
