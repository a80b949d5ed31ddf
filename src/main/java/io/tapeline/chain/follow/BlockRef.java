package io.tapeline.chain.follow;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import java.time.Instant;

/**
 * A block, as much as is needed to follow a chain.
 *
 * @param number its height; the first block has 0
 * @param parent hash of the block before
 * @param time as the block says it
 */
public record BlockRef(long number, Hash hash, Hash parent, Instant time) {

  /**
   * @throws RefusedException if no block can be so
   */
  public BlockRef {
    if (number < 0) {
      throw new RefusedException("a block's number is not below 0");
    }
    if (hash.equals(parent)) {
      throw new RefusedException("block %d is its own parent".formatted(number));
    }
  }

  public boolean follows(BlockRef before) {
    return number == before.number + 1 && parent.equals(before.hash);
  }

  /** Whether both are one block, whatever else is said of it. */
  public boolean isSame(BlockRef other) {
    return number == other.number && hash.equals(other.hash);
  }
}
