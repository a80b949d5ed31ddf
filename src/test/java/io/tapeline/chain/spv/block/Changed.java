package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import java.util.ArrayList;
import java.util.List;

/** Branches with one thing changed. */
final class Changed {

  private Changed() {}

  /** Each byte of each sibling, each bit of the index, one sibling less, and one more. */
  static List<MerkleBranch> each(MerkleBranch branch) {
    List<MerkleBranch> all = new ArrayList<>();
    int depth = branch.siblings().size();
    for (int level = 0; level < depth; level++) {
      all.add(new MerkleBranch(branch.index() ^ 1 << level, branch.siblings()));
      for (int at = 0; at < Hash256.BYTES; at++) {
        List<Hash256> siblings = new ArrayList<>(branch.siblings());
        siblings.set(level, at(siblings.get(level), at));
        all.add(new MerkleBranch(branch.index(), siblings));
      }
      List<Hash256> fewer = new ArrayList<>(branch.siblings());
      fewer.remove(level);
      all.add(new MerkleBranch(branch.index() & ((1 << (depth - 1)) - 1), fewer));
    }
    if (depth < MerkleTree.MOST_LEVELS) {
      List<Hash256> more = new ArrayList<>(branch.siblings());
      more.add(Hash256.ZERO);
      all.add(new MerkleBranch(branch.index(), more));
    }
    return all;
  }

  static Hash256 at(Hash256 hash, int at) {
    byte[] bytes = hash.toWire();
    bytes[at] ^= 1;
    return Hash256.fromWire(bytes, 0);
  }

  static boolean proves(MerkleBranch branch, Hash256 id, Hash256 root) {
    try {
      return branch.proves(id, root);
    } catch (RefusedException _) {
      return false;
    }
  }
}
