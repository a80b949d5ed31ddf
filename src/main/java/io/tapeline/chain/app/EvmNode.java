package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.fee.gas.FeeHistory;
import io.tapeline.chain.follow.BlockRange;
import java.util.List;

/** A node of a chain like Ethereum, which can be asked for more than where the chain is. */
public interface EvmNode extends ChainNode {

  /**
   * The block with this hash and all that is in it, which follows from the hash but for who sent
   * transactions; {@code BEHIND} if it has it not.
   */
  Uni<FullBlock> fullBlock(Hash hash);

  /**
   * Headers of these blocks, in their order; {@code BEHIND} if it has one not. They need not follow
   * each other where the chain changed meanwhile.
   *
   * @param blocks at most {@link #mostBlocks()}
   */
  Uni<List<Header>> headers(BlockRange blocks);

  /**
   * What was paid in these blocks, and what the next base fee is. Nothing of it is proved.
   *
   * @param percentiles of the gas of each block, ascending
   */
  Uni<FeeHistory> feeHistory(BlockRange blocks, List<Integer> percentiles);
}
