package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.FullBlock;

/** A node of a chain like Ethereum, which can be asked for more than where the chain is. */
public interface EvmNode extends ChainNode {

  /**
   * The block with this hash and all that is in it, which follows from the hash but for who sent
   * transactions; {@code BEHIND} if it has it not.
   */
  Uni<FullBlock> fullBlock(Hash hash);
}
