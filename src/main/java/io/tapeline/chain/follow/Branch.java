package io.tapeline.chain.follow;

import io.tapeline.chain.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks that follow each other, the newest last, as a head and what leads to it.
 *
 * @param blocks at least one
 */
public record Branch(List<BlockRef> blocks) {

  /**
   * @throws RefusedException if one does not follow the one before it
   */
  public Branch {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new RefusedException("there is no block");
    }
    for (int i = 1; i < blocks.size(); i++) {
      requireFollows(blocks.get(i - 1), blocks.get(i));
    }
  }

  private static void requireFollows(BlockRef before, BlockRef block) {
    if (!block.follows(before)) {
      throw new RefusedException(
          "block %d %s does not follow block %d %s"
              .formatted(block.number(), block.hash(), before.number(), before.hash()));
    }
  }

  public static Branch of(BlockRef head) {
    return new Branch(List.of(head));
  }

  public BlockRef first() {
    return blocks.getFirst();
  }

  public BlockRef tip() {
    return blocks.getLast();
  }

  /**
   * The same with blocks before it.
   *
   * @throws RefusedException if they do not lead to it
   */
  public Branch after(List<BlockRef> earlier) {
    List<BlockRef> all = new ArrayList<>(earlier);
    all.addAll(blocks);
    return new Branch(all);
  }
}
