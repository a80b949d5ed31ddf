package io.tapeline.service;

import java.util.HashMap;
import java.util.Map;

/** The service as it starts by itself: simulated venues and the simulated chain. */
public class SandboxChainProfile extends SandboxProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.sandbox.chain.enabled", "true");
    settings.put("tapeline.sandbox.chain.block-every", "1s");
    return settings;
  }
}
