package io.tapeline.service;

import java.util.Map;

/** A chain of three nodes, of which tests let some be lost. */
public final class LostNodesProfile extends LocalChainProfile {

  private static final Map<String, Integer> PORTS =
      Map.of("a", freePort(), "b", freePort(), "c", freePort());

  static int port(String node) {
    return PORTS.getOrDefault(node, 0);
  }

  @Override
  void settle(Map<String, String> settings) {
    settings.put(LOCAL + "poll-every", "100ms");
    // blocks of the tests are as old as that at most
    settings.put(LOCAL + "objective", "1h");
    PORTS.forEach((node, port) -> node(settings, node, port, "2s"));
  }
}
