package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.List;

/**
 * One node of a chain. What it says of blocks is checked in itself, as far as a hash follows from
 * its header; whether they are on the chain is not. Asks fail with {@link NodeException} only.
 */
public interface ChainNode {

  /** As the configuration has it; one of its chain. */
  String name();

  /** Where it says that the chain is. */
  Uni<Head> head();

  /** The block that it has at this height; {@code BEHIND} if it has none. */
  Uni<BlockRef> block(long number);

  /** The block with this hash, on the chain or not; {@code BEHIND} if it has it not. */
  Uni<BlockRef> block(Hash hash);

  /**
   * All of these, in their order; {@code BEHIND} if it has one not. They need not follow each other
   * where the chain changed meanwhile.
   *
   * @param blocks at most {@link #mostBlocks()}
   */
  Uni<List<BlockRef>> blocks(BlockRange blocks);

  /** So many blocks can be asked for at once. */
  int mostBlocks();
}
