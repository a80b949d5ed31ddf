package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import java.util.ArrayList;
import java.util.List;

/**
 * Bitcoin's Merkle tree: pairs are hashed upwards until one is left, and where a level has an odd
 * number its last one is paired with itself.
 *
 * <p>That pairing makes some different lists of transactions have one root (CVE-2012-2459): a list
 * whose end is repeated looks like one that was repeated by the rule. Lists in which a pair that is
 * not made by the rule is equal are refused, as Bitcoin Core refuses such blocks.
 */
public final class MerkleTree {

  /** As deep as a tree over one block can be: 16,666 transactions of 60 bytes are the most. */
  public static final int MOST_LEVELS = 15;

  private final List<List<Hash256>> levels;

  private MerkleTree(List<List<Hash256>> levels) {
    this.levels = levels;
  }

  /** Over at least one id, in the order of the block. */
  public static MerkleTree over(List<Hash256> ids) {
    if (ids.isEmpty() || ids.size() > 1 << MOST_LEVELS) {
      throw new RefusedException("no block has " + ids.size() + " transactions");
    }
    List<List<Hash256>> levels = new ArrayList<>();
    levels.add(List.copyOf(ids));
    while (levels.getLast().size() > 1) {
      levels.add(above(levels.getLast()));
    }
    return new MerkleTree(levels);
  }

  private static List<Hash256> above(List<Hash256> level) {
    List<Hash256> above = new ArrayList<>((level.size() + 1) / 2);
    for (int i = 0; i < level.size(); i += 2) {
      boolean paired = i + 1 < level.size();
      Hash256 right = level.get(paired ? i + 1 : i);
      if (paired && right.equals(level.get(i))) {
        throw new RefusedException("transactions are repeated (CVE-2012-2459)");
      }
      above.add(Hash256.ofPair(level.get(i), right));
    }
    return above;
  }

  public Hash256 root() {
    return levels.getLast().getFirst();
  }

  /** What proves that the id at this index is in the tree. */
  public MerkleBranch branch(int index) {
    if (index < 0 || index >= levels.getFirst().size()) {
      throw new IllegalArgumentException("no transaction " + index);
    }
    List<Hash256> siblings = new ArrayList<>();
    int at = index;
    for (List<Hash256> level : levels.subList(0, levels.size() - 1)) {
      siblings.add(level.get(Math.min(at ^ 1, level.size() - 1)));
      at >>= 1;
    }
    return new MerkleBranch(index, siblings);
  }
}
