package io.tapeline.chain.record;

import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed in the stored blocks of a chain at once.
 *
 * @param newest stored so far; null if none is
 * @param orphaned those that are no longer on the chain, in any order: all from the lowest up
 * @param joined each following the one before, the first what is left
 * @param head where the chain is, whatever of it is stored: which blocks are safe and final; null
 *     if that is not told
 */
public record BlockChange(
    String chain,
    @Nullable BlockRef newest,
    List<BlockRef> orphaned,
    List<FullBlock> joined,
    @Nullable Head head) {

  public BlockChange {
    orphaned = List.copyOf(orphaned);
    joined = List.copyOf(joined);
  }

  public BlockChange(
      String chain, @Nullable BlockRef newest, List<BlockRef> orphaned, List<FullBlock> joined) {
    this(chain, newest, orphaned, joined, null);
  }
}
