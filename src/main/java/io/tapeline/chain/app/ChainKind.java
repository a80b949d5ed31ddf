package io.tapeline.chain.app;

import io.tapeline.chain.spv.header.Network;

/** What a chain is like, and which of its kind it is. */
public sealed interface ChainKind {

  /**
   * Ethereum and its kind.
   *
   * @param chainId the chain's own number (EIP-155)
   */
  record Evm(long chainId) implements ChainKind {}

  record Bitcoin(Network network) implements ChainKind {}
}
