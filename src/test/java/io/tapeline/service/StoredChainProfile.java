package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with real stores and a chain of two nodes, which tests run. */
public final class StoredChainProfile extends SandboxProfile {

  private static final Map<String, Integer> PORTS = Map.of("a", freePort(), "b", freePort());

  static int port(String node) {
    return PORTS.getOrDefault(node, 0);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    settings.put("tapeline.chains.local.chain-id", "31337");
    settings.put("tapeline.chains.local.quorum", "1");
    settings.put("tapeline.chains.local.poll-every", "500ms");
    settings.put("tapeline.chains.local.reorg-depth", "40");
    settings.put("tapeline.chains.local.index-from", "1");
    PORTS.forEach(
        (node, port) -> {
          String name = "tapeline.chains.local.nodes." + node;
          settings.put(name + ".url", "http://127.0.0.1:" + port);
          settings.put(name + ".ws-url", "ws://127.0.0.1:" + port);
          settings.put(name + ".timeout", "1s");
          settings.put(name + ".calls-per-second", "5000");
        });
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
