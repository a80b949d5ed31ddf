package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with a chain of one node, which a test runs, whose blocks are kept for two days. */
public final class KeptChainProfile extends SandboxProfile {

  static final int PORT = freePort();

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    String local = "tapeline.chains.local.";
    settings.put(local + "chain-id", "31337");
    settings.put(local + "poll-every", "50ms");
    settings.put(local + "reorg-depth", "40");
    settings.put(local + "index-from", "1");
    settings.put(local + "retention", "2d");
    settings.put(local + "nodes.a.url", "http://127.0.0.1:" + PORT);
    settings.put(local + "nodes.a.timeout", "1s");
    settings.put(local + "nodes.a.calls-per-second", "5000");
    settings.put(local + "tokens.gold.contract", "0x5fbdb2315678afecb367f032d93f642f64180aa3");
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
