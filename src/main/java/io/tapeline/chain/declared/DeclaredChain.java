package io.tapeline.chain.declared;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.declared.ChainsConfig.ChainConfig;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.token.KnownToken;
import java.util.List;

/** A chain as the configuration declares it, all of it checked. */
public record DeclaredChain(
    String name,
    ChainKind kind,
    Quorum quorum,
    List<DeclaredNode> nodes,
    List<KnownToken> tokens,
    ChainConfig config) {

  public DeclaredChain {
    nodes = List.copyOf(nodes);
    tokens = List.copyOf(tokens);
  }

  public FollowedChain followedBy(NodePool<?> pool) {
    return new FollowedChain(
        name,
        kind,
        pool,
        quorum,
        config.pollEvery(),
        config.reorgDepth(),
        config.objective().orElse(FollowedChain.usualObjective(kind)),
        config.retention().orElse(null));
  }
}
