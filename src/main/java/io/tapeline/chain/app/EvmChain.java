package io.tapeline.chain.app;

import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.KnownToken;
import java.util.List;
import java.util.Optional;

/**
 * A chain like Ethereum.
 *
 * @param nodes the same as those by which it is followed
 * @param tokens of which the configuration says where they keep what
 */
public record EvmChain(
    FollowedChain followed, NodePool<EvmNode> nodes, List<KnownToken> tokens, Indexing indexing) {

  public EvmChain {
    tokens = List.copyOf(tokens);
  }

  /** Stored as is usual. */
  public EvmChain(FollowedChain followed, NodePool<EvmNode> nodes, List<KnownToken> tokens) {
    this(followed, nodes, tokens, Indexing.USUAL);
  }

  public Optional<KnownToken> token(Address contract) {
    return tokens.stream().filter(token -> token.contract().equals(contract)).findFirst();
  }

  public String name() {
    return followed.name();
  }
}
