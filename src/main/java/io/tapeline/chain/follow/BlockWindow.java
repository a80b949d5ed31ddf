package io.tapeline.chain.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The last blocks of a chain, as its head was said to be from time to time. Which branch is right
 * is not decided here: the head is believed. A head that is on the chain already changes nothing,
 * since whoever said it may be behind; blocks are taken back only when others stand in their place.
 *
 * <p>It keeps one block more than may be taken back, counted from the highest that it followed. For
 * one thread.
 */
public final class BlockWindow {

  private final int reorgBlocks;
  private final TreeMap<Long, BlockRef> blocks = new TreeMap<>();

  /**
   * @param reorgBlocks so many blocks may be taken back at once
   */
  public BlockWindow(int reorgBlocks) {
    if (reorgBlocks < 1) {
      throw new IllegalArgumentException("reorgBlocks: " + reorgBlocks);
    }
    this.reorgBlocks = reorgBlocks;
  }

  public Optional<BlockRef> head() {
    return Optional.ofNullable(blocks.lastEntry()).map(entry -> entry.getValue());
  }

  /** The block of the chain with this number, if it is kept. */
  public Optional<BlockRef> at(long number) {
    return Optional.ofNullable(blocks.get(number));
  }

  /** Those of these that are kept, oldest first. */
  public List<BlockRef> blocks(BlockRange of) {
    return List.copyOf(blocks.subMap(of.first(), true, of.last(), true).values());
  }

  /** Oldest first. */
  public List<BlockRef> blocks() {
    return List.copyOf(blocks.values());
  }

  /** Forgets all and begins with this branch, as when it is too deep. */
  public Following.Extended restart(Branch branch) {
    blocks.clear();
    return extend(branch.blocks());
  }

  /** Takes the last block of the branch for the head, if what leads to it is known. */
  public Following follow(Branch branch) {
    if (blocks.isEmpty()) {
      return extend(branch.blocks());
    }
    if (has(branch.tip())) {
      return new Following.Unchanged(blocks.lastEntry().getValue());
    }
    int known = known(branch);
    if (known == 0 && !hasParentOf(branch.first())) {
      return missing(branch);
    }
    return join(branch.blocks().subList(known, branch.blocks().size()));
  }

  private boolean has(BlockRef block) {
    BlockRef ours = blocks.get(block.number());
    return ours != null && ours.isSame(block);
  }

  private boolean hasParentOf(BlockRef block) {
    BlockRef ours = blocks.get(block.number() - 1);
    return ours != null && block.follows(ours);
  }

  /** How many of its first blocks are before what is new. */
  private int known(Branch branch) {
    int known = branch.blocks().size();
    while (known > 0 && !has(branch.blocks().get(known - 1))) {
      known--;
    }
    return known;
  }

  private Following join(List<BlockRef> joined) {
    List<BlockRef> orphaned =
        new ArrayList<>(blocks.tailMap(joined.getFirst().number(), true).descendingMap().values());
    orphaned.forEach(block -> blocks.remove(block.number()));
    Following.Extended extended = extend(joined);
    return orphaned.isEmpty() ? extended : new Following.Reorganized(orphaned, joined);
  }

  private Following.Extended extend(List<BlockRef> joined) {
    for (BlockRef block : joined) {
      blocks.put(block.number(), block);
      if (blocks.size() > reorgBlocks + 1) {
        blocks.pollFirstEntry();
      }
    }
    return new Following.Extended(joined);
  }

  private Following missing(Branch branch) {
    BlockRef first = branch.first();
    long afterHead = blocks.lastKey() + 1;
    if (first.number() > afterHead) {
      return missing(afterHead, first);
    }
    long lowest = blocks.firstKey();
    if (first.number() - 1 <= lowest) {
      return new Following.TooDeep(branch.tip(), lowest);
    }
    // twice as many each time, so that a deep fork is found in few asks and a shallow one in one
    return missing(Math.max(lowest, first.number() - branch.blocks().size()), first);
  }

  private static Following.Missing missing(long from, BlockRef before) {
    return new Following.Missing(new BlockRange(from, before.number() - 1), before.parent());
  }
}
