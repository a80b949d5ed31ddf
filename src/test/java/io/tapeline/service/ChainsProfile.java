package io.tapeline.service;

import java.util.HashMap;
import java.util.Map;

/** The service with a chain that three nodes are named of, which tests run or don't. */
public class ChainsProfile extends SandboxProfile {

  private static final Map<String, Integer> PORTS =
      Map.of("a", freePort(), "b", freePort(), "c", freePort());

  static String url(String node) {
    return "tapeline.chains.local.nodes." + node + ".url";
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.chains.local.chain-id", "31337");
    settings.put("tapeline.chains.local.poll-every", "50ms");
    settings.put("tapeline.chains.local.reorg-depth", "40");
    PORTS.forEach(
        (node, port) -> {
          settings.put(url(node), "http://127.0.0.1:" + port);
          settings.put("tapeline.chains.local.nodes." + node + ".timeout", "1s");
          settings.put("tapeline.chains.local.nodes." + node + ".calls-per-second", "1000");
        });
    return settings;
  }
}
