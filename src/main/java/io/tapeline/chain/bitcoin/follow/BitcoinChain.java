package io.tapeline.chain.bitcoin.follow;

import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.declared.Checkpoint;
import io.tapeline.chain.spv.header.Network;
import org.jspecify.annotations.Nullable;

/**
 * One of Bitcoin's networks.
 *
 * @param nodes the same as those by which it is followed
 * @param checkpoint a block that it must have; null if none is known
 */
public record BitcoinChain(
    FollowedChain followed,
    Network network,
    NodePool<BitcoinNode> nodes,
    @Nullable Checkpoint checkpoint) {

  public String name() {
    return followed.name();
  }
}
