package io.tapeline.chain.declared;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.declared.ChainsConfig.ChainConfig;
import io.tapeline.chain.quorum.Quorum;
import java.util.List;

/** A chain as the configuration declares it, all of it checked. */
public record DeclaredChain(
    String name, ChainKind kind, Quorum quorum, List<DeclaredNode> nodes, ChainConfig config) {

  public DeclaredChain {
    nodes = List.copyOf(nodes);
  }

  public FollowedChain followedBy(NodePool<?> pool) {
    return new FollowedChain(name, kind, pool, quorum, config.pollEvery(), config.reorgDepth());
  }
}
