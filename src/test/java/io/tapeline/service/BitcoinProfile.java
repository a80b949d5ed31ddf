package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with a chain of Bitcoin: two nodes of Core's kind and an explorer. */
public final class BitcoinProfile extends SandboxProfile {

  private static final Map<String, Integer> PORTS =
      Map.of("a", freePort(), "b", freePort(), "c", freePort());

  static String url(String node) {
    return "tapeline.chains.btc.nodes." + node + ".url";
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    settings.put("tapeline.chains.btc.kind", "bitcoin");
    settings.put("tapeline.chains.btc.network", "regtest");
    settings.put("tapeline.chains.btc.poll-every", "50ms");
    PORTS.forEach(
        (name, port) -> {
          String node = "tapeline.chains.btc.nodes." + name;
          settings.put(
              node + ".url", "http://127.0.0.1:" + port + (name.equals("c") ? "/api" : ""));
          settings.put(node + ".api", name.equals("c") ? "esplora" : "rpc");
          settings.put(node + ".timeout", "1s");
          settings.put(node + ".calls-per-second", "100000");
        });
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
