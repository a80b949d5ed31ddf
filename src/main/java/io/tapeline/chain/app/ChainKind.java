package io.tapeline.chain.app;

import io.tapeline.chain.spv.header.Network;

/** What a chain is like, and which of its kind it is. */
public sealed interface ChainKind {

  /** What kind of data the chain has, as every answer about it says: live or sandbox. */
  default String feed() {
    return this instanceof Evm evm && evm.isSimulated() ? "sandbox" : "live";
  }

  /**
   * Ethereum and its kind.
   *
   * @param chainId the chain's own number (EIP-155)
   */
  record Evm(long chainId) implements ChainKind {

    /** That of the simulated chain; no real one has it. */
    public static final long SANDBOX = 82_735_463;

    /** Whether all that it has is made up. */
    public boolean isSimulated() {
      return chainId == SANDBOX;
    }
  }

  record Bitcoin(Network network) implements ChainKind {}
}
