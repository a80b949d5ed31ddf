package io.tapeline.chain.read;

import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.follow.Head;

/**
 * A chain that a request may have asked about, and where it was when the request came.
 *
 * @param tracker the chain's
 */
public record Ask(EvmChain chain, HeadTracker tracker, Head head) {

  public String name() {
    return chain.name();
  }

  public FollowedChain followed() {
    return chain.followed();
  }

  public NodePool<EvmNode> nodes() {
    return chain.nodes();
  }
}
