package io.tapeline.chain.record;

import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import io.tapeline.chain.follow.Branch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest blocks of a chain that are stored.
 *
 * @param blocks each following the one before; none where none is stored
 * @param isAll whether there are no older ones
 */
record StoredChain(List<BlockRef> blocks, boolean isAll) {

  StoredChain {
    blocks = List.copyOf(blocks);
  }

  @Nullable BlockRef newest() {
    return blocks.isEmpty() ? null : blocks.getLast();
  }

  /** To see what a branch would change in them. */
  BlockWindow window() {
    BlockWindow window = new BlockWindow(Math.max(1, blocks.size()));
    if (!blocks.isEmpty()) {
      var _ = window.restart(new Branch(blocks));
    }
    return window;
  }

  /**
   * With the change made.
   *
   * @param most so many are known further on
   */
  StoredChain after(BlockChange change, int most) {
    List<BlockRef> now = new ArrayList<>(blocks);
    now.removeAll(change.orphaned());
    change.joined().forEach(block -> now.add(ref(block)));
    int surplus = Math.max(0, now.size() - most);
    return new StoredChain(now.subList(surplus, now.size()), isAll && surplus == 0);
  }

  private static BlockRef ref(FullBlock block) {
    return new BlockRef(
        block.number(),
        block.hash(),
        block.header().parentHash(),
        Instant.ofEpochSecond(block.header().timestamp()));
  }
}
