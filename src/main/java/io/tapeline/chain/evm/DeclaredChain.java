package io.tapeline.chain.evm;

import io.tapeline.chain.evm.ChainsConfig.ChainConfig;
import io.tapeline.chain.quorum.Quorum;
import java.util.List;

/** A chain as the configuration declares it, all of it checked. */
record DeclaredChain(
    String name, long chainId, Quorum quorum, List<DeclaredNode> nodes, ChainConfig config) {

  DeclaredChain {
    nodes = List.copyOf(nodes);
  }
}
