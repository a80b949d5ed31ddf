package io.tapeline.service;

import java.util.Map;

/** A chain of two nodes, which tests run. */
public final class StoredChainProfile extends LocalChainProfile {

  private static final Map<String, Integer> PORTS = Map.of("a", freePort(), "b", freePort());

  static int port(String node) {
    return PORTS.getOrDefault(node, 0);
  }

  @Override
  void settle(Map<String, String> settings) {
    settings.put(LOCAL + "quorum", "1");
    settings.put(LOCAL + "poll-every", "500ms");
    PORTS.forEach(
        (node, port) -> {
          node(settings, node, port, "1s");
          settings.put(LOCAL + "nodes." + node + ".ws-url", "ws://127.0.0.1:" + port);
        });
  }
}
