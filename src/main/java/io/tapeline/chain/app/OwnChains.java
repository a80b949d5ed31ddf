package io.tapeline.chain.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Chains like Ethereum that this process makes up itself; followed where none is declared. */
public interface OwnChains {

  List<OwnChain> own();

  /**
   * One of them.
   *
   * @param nodes by name, where each takes JSON-RPC; fails with {@link NodeException} as long as it
   *     does not yet
   */
  record OwnChain(
      String name, ChainKind.Evm kind, Duration pollEvery, Map<String, Supplier<URI>> nodes) {

    public OwnChain {
      nodes = Map.copyOf(nodes);
    }
  }
}
