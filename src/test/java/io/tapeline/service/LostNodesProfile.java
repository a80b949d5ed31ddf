package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with real stores and a chain of three nodes, of which tests let some be lost. */
public final class LostNodesProfile extends SandboxProfile {

  private static final Map<String, Integer> PORTS =
      Map.of("a", freePort(), "b", freePort(), "c", freePort());

  static int port(String node) {
    return PORTS.getOrDefault(node, 0);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    settings.put("tapeline.chains.local.chain-id", "31337");
    settings.put("tapeline.chains.local.poll-every", "100ms");
    settings.put("tapeline.chains.local.reorg-depth", "40");
    settings.put("tapeline.chains.local.index-from", "1");
    // blocks of the tests are as old as that at most
    settings.put("tapeline.chains.local.objective", "1h");
    PORTS.forEach(
        (node, port) -> {
          String name = "tapeline.chains.local.nodes." + node;
          settings.put(name + ".url", "http://127.0.0.1:" + port);
          settings.put(name + ".timeout", "2s");
          settings.put(name + ".calls-per-second", "5000");
        });
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
