package io.tapeline.chain.follow;

import io.tapeline.chain.Hash;
import java.util.List;

/** What became of a branch whose last block is said to be the head. */
public sealed interface Following {

  /**
   * Blocks came after the head, or are the first ones.
   *
   * @param joined oldest first; the last is the head now
   */
  record Extended(List<BlockRef> joined) implements Following {
    public Extended {
      joined = List.copyOf(joined);
    }
  }

  /**
   * Others stand where some stood.
   *
   * @param orphaned what is no longer on the chain, the old head first
   * @param joined what is on it now, oldest first; the last is the head now
   */
  record Reorganized(List<BlockRef> orphaned, List<BlockRef> joined) implements Following {
    public Reorganized {
      orphaned = List.copyOf(orphaned);
      joined = List.copyOf(joined);
    }
  }

  /** The block is on the chain already: it is the head, or whoever said it is behind. */
  record Unchanged(BlockRef head) implements Following {}

  /**
   * What leads to the branch is not known; nothing changed. With these blocks before it, it can be
   * offered again. They may be many, after a time in which nobody followed.
   *
   * @param last hash of the last of them
   */
  record Missing(BlockRange blocks, Hash last) implements Following {}

  /**
   * It leaves the chain before the oldest block that is kept, so what it takes back is not known;
   * nothing changed.
   *
   * @param lowest number of that block
   */
  record TooDeep(BlockRef tip, long lowest) implements Following {}
}
