package io.tapeline.service;

import java.util.Map;

/** A chain of one node, which a test runs, whose blocks are kept for two days. */
public final class KeptChainProfile extends LocalChainProfile {

  static final int PORT = freePort();

  @Override
  void settle(Map<String, String> settings) {
    settings.put(LOCAL + "poll-every", "50ms");
    settings.put(LOCAL + "retention", "2d");
    node(settings, "a", PORT, "1s");
    settings.put(LOCAL + "tokens.gold.contract", "0x5fbdb2315678afecb367f032d93f642f64180aa3");
  }
}
