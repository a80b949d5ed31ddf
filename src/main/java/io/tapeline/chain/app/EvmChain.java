package io.tapeline.chain.app;

/**
 * A chain like Ethereum.
 *
 * @param nodes the same as those by which it is followed
 */
public record EvmChain(FollowedChain followed, NodePool<EvmNode> nodes) {

  public String name() {
    return followed.name();
  }
}
