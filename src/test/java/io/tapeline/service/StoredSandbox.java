package io.tapeline.service;

import io.tapeline.signal.inference.InferenceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service with simulated venues and real stores. */
public class StoredSandbox extends SandboxProfile {

  private static final int MODELS_PORT = freePort();

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.store.enabled", "true");
    settings.put("tapeline.redis.enabled", "true");
    settings.put("tapeline.signals.series", "kraken:sig-usd");
    settings.put("tapeline.records.series", "kraken:rec-usd");
    settings.put("tapeline.records.intervals", "1d");
    settings.put("tapeline.records.look", "500ms");
    settings.put("tapeline.records.in-sample", "200d");
    settings.put("tapeline.records.out-of-sample", "60d");
    settings.putAll(model());
    return settings;
  }

  /** Whose server is there as long as a test runs one. */
  private static Map<String, String> model() {
    Map<String, String> settings = new HashMap<>(InferenceProcess.declared("up5", MODELS_PORT));
    settings.put("tapeline.models.up5.intervals", "15m,1h");
    settings.put("tapeline.models.up5.timeout", "1500ms");
    settings.put("tapeline.models.up5.check-every", "200ms");
    return settings;
  }

  static int modelsPort() {
    return MODELS_PORT;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
