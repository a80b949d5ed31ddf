package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import java.util.List;

/**
 * The way from one transaction's id up to the root: what stands beside it on each level.
 *
 * <p>Two weaknesses of the tree are met here. A sibling that equals the node left of it makes the
 * position one that the block does not have (CVE-2012-2459), and is refused; the same on the right
 * is how an odd end is paired. And as an inner node is the hash of 64 bytes, and a transaction of
 * 64 bytes can be made, the one may be passed off as the other (CVE-2017-12842): a branch on which
 * the bytes of an inner node read as a transaction is refused. In an honest tree that happens to
 * one node in about 2^42. That an id is not itself an inner node only its bytes can show: see
 * {@link Transaction#provable}.
 *
 * @param index the transaction's place in its block; its bits say on which side each sibling stands
 * @param siblings from the level of the transactions up, at most 15
 */
public record MerkleBranch(int index, List<Hash256> siblings) {

  public MerkleBranch {
    siblings = List.copyOf(siblings);
    if (siblings.size() > MerkleTree.MOST_LEVELS) {
      throw new RefusedException("no tree has " + siblings.size() + " levels");
    }
    if (index < 0 || index >= 1 << siblings.size()) {
      throw new RefusedException("index " + index + " is beyond " + siblings.size() + " levels");
    }
  }

  /** The root to which an id leads by this branch. */
  public Hash256 rootOf(Hash256 id) {
    Hash256 node = id;
    int at = index;
    for (Hash256 sibling : siblings) {
      node = (at & 1) == 0 ? above(node, sibling) : rightAbove(sibling, node);
      at >>= 1;
    }
    return node;
  }

  private static Hash256 rightAbove(Hash256 sibling, Hash256 node) {
    if (sibling.equals(node)) {
      throw new RefusedException("the branch ends in a repetition (CVE-2012-2459)");
    }
    return above(sibling, node);
  }

  private static Hash256 above(Hash256 left, Hash256 right) {
    byte[] both = Hash256.pair(left, right);
    if (Transaction.reads(both)) {
      throw new RefusedException("an inner node reads as a transaction (CVE-2017-12842)");
    }
    return Hash256.of(both);
  }

  /** Whether the id leads to this root. Throws for branches that no block has. */
  public boolean proves(Hash256 id, Hash256 root) {
    return rootOf(id).equals(root);
  }
}
