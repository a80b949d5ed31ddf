package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with real stores and a chain of the name {@code local}, whose nodes tests run. */
public abstract class LocalChainProfile extends SandboxProfile {

  static final String LOCAL = "tapeline.chains.local.";

  /** Adds what is particular to the chain of this profile. */
  abstract void settle(Map<String, String> settings);

  static void node(Map<String, String> settings, String name, int port, String timeout) {
    String node = LOCAL + "nodes." + name;
    settings.put(node + ".url", "http://127.0.0.1:" + port);
    settings.put(node + ".timeout", timeout);
    settings.put(node + ".calls-per-second", "5000");
  }

  @Override
  public final Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    settings.put(LOCAL + "chain-id", "31337");
    settings.put(LOCAL + "reorg-depth", "40");
    settings.put(LOCAL + "index-from", "1");
    settle(settings);
    return settings;
  }

  @Override
  public final List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
