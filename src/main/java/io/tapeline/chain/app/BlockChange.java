package io.tapeline.chain.app;

import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed in the stored blocks of a chain at once.
 *
 * @param newest stored so far; null if none is
 * @param orphaned those that are no longer on the chain, in any order: all from the lowest up
 * @param joined each following the one before, the first what is left
 */
public record BlockChange(
    String chain, @Nullable BlockRef newest, List<BlockRef> orphaned, List<FullBlock> joined) {

  public BlockChange {
    orphaned = List.copyOf(orphaned);
    joined = List.copyOf(joined);
  }
}
