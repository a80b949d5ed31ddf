package io.tapeline.chain.evm;

import io.tapeline.Configs;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.declared.ChainsConfig;
import io.tapeline.ops.upstream.TestUpstreams;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Chains as the configuration makes them, of nodes that tests run. */
public final class TestChains {

  private TestChains() {}

  /**
   * A chain of the name {@code local} whose nodes are at these addresses, and are named a, b and so
   * on.
   *
   * @param more settings
   */
  public static EvmChain local(Vertx vertx, Map<String, String> more, String... urls) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.local.kind", "evm");
    settings.put("tapeline.chains.local.chain-id", Integer.toString(Anvil.CHAIN_ID));
    for (int i = 0; i < urls.length; i++) {
      String node = "tapeline.chains.local.nodes." + (char) ('a' + i);
      settings.put(node + ".url", urls[i]);
      settings.put(node + ".timeout", "1s");
      settings.put(node + ".max-answer-bytes", "1000000");
      settings.put(node + ".calls-per-second", "1000");
    }
    settings.putAll(more);
    return new ConfiguredChains(
            Configs.of(ChainsConfig.class, settings),
            TestUpstreams.of(Map.of("tapeline.upstream.breaker-rest", "200ms")),
            vertx,
            Clock.systemUTC())
        .findEvm("local")
        .orElseThrow();
  }
}
