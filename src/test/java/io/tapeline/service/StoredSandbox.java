package io.tapeline.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with simulated venues and real stores. */
public class StoredSandbox extends SandboxProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    settings.put("tapeline.redis.enabled", "true");
    settings.put("tapeline.signals.series", "kraken:sig-usd");
    settings.put("tapeline.records.series", "kraken:rec-usd");
    settings.put("tapeline.records.intervals", "1d");
    settings.put("tapeline.records.every", "3s");
    settings.put("tapeline.records.in-sample", "200d");
    settings.put("tapeline.records.out-of-sample", "60d");
    return settings;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
