package io.tapeline.service;

import java.util.Map;

/**
 * The service with a chain whose pool is a source of the index price of ether: its gold stands for
 * ether, its coin for a stablecoin.
 */
public final class IndexedPoolProfile extends LocalChainProfile {

  @Override
  void settle(Map<String, String> settings) {
    new IndexedChainProfile().settle(settings);
    settings.put(LOCAL + "tokens.gold.asset", "eth");
    settings.put(LOCAL + "tokens.coin.asset", "usdc");
    settings.put(LOCAL + "pools.gold-coin.index", "true");
    settings.put(LOCAL + "objective", "10m");
  }
}
