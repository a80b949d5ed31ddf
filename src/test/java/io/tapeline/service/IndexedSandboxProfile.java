package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with real stores and the simulated chain, which is followed as nobody names one. */
public final class IndexedSandboxProfile extends SandboxChainProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
