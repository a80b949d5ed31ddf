package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The service with a chain whose pool is a source of the index price of ether: its gold stands for
 * ether, its coin for a stablecoin.
 */
public final class IndexedPoolProfile extends SandboxProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(new IndexedChainProfile().getConfigOverrides());
    String local = "tapeline.chains.local.";
    settings.put(local + "tokens.gold.asset", "eth");
    settings.put(local + "tokens.coin.asset", "usdc");
    settings.put(local + "pools.gold-coin.index", "true");
    settings.put(local + "objective", "10m");
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
