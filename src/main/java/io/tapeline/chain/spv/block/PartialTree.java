package io.tapeline.chain.spv.block;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.ByteReader;
import io.tapeline.chain.spv.Hash256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle tree of which only some branches are written out, as BIP 37 does: from the root down, a
 * bit for each node that is met says whether one of the wanted leaves is below it; where none is,
 * or it is a leaf, its hash is given, and else it follows from the two below. Bitcoin Core's {@code
 * CPartialMerkleTree}.
 */
final class PartialTree {

  /** Of 60 bytes each, as many as weigh four million. */
  private static final int MOST_LEAVES = 16_666;

  private record Place(int level, int at) {}

  private final int leaves;
  private final List<Hash256> hashes;
  private final byte[] bits;

  private final Map<Place, Hash256> nodes = new HashMap<>();
  private final List<Integer> wanted = new ArrayList<>();
  private int hashesUsed;
  private int bitsUsed;

  private PartialTree(int leaves, List<Hash256> hashes, byte[] bits) {
    this.leaves = leaves;
    this.hashes = hashes;
    this.bits = bits;
  }

  static PartialTree read(ByteReader in) {
    long leaves = in.uint32();
    int count = in.count(Hash256.BYTES);
    if (leaves == 0 || leaves > MOST_LEAVES || count > leaves) {
      throw new RefusedException("no block has %d transactions".formatted(leaves));
    }
    List<Hash256> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(in.hash());
    }
    return new PartialTree((int) leaves, hashes, in.sizedBytes());
  }

  int leaves() {
    return leaves;
  }

  /**
   * The leaves that it is for.
   *
   * @throws RefusedException if it does not lead to this root, or says more than it needs
   */
  List<MerkleBlock.Found> found(Hash256 root) {
    int top = 0;
    while (width(top) > 1) {
      top++;
    }
    if (!node(top, 0).equals(root)) {
      throw new RefusedException("the tree does not lead to the root in the header");
    }
    if (hashesUsed != hashes.size() || (bitsUsed + 7) / 8 != bits.length) {
      throw new RefusedException("the tree has more than it needs");
    }
    int depth = top;
    return wanted.stream().map(leaf -> found(leaf, depth)).toList();
  }

  private MerkleBlock.Found found(int leaf, int depth) {
    List<Hash256> siblings = new ArrayList<>(depth);
    for (int level = 0; level < depth; level++) {
      int at = leaf >> level;
      siblings.add(known(level, Math.min(at ^ 1, width(level) - 1)));
    }
    return new MerkleBlock.Found(known(0, leaf), new MerkleBranch(leaf, siblings));
  }

  private Hash256 known(int level, int at) {
    @Nullable Hash256 hash = nodes.get(new Place(level, at));
    if (hash == null) {
      throw new IllegalStateException("a sibling is not known: " + level + ", " + at);
    }
    return hash;
  }

  private int width(int level) {
    return (leaves + (1 << level) - 1) >> level;
  }

  /** As deep as the tree: at most fifteen calls. */
  private Hash256 node(int level, int at) {
    boolean towardsWanted = bit();
    if (level == 0 && towardsWanted) {
      wanted.add(at);
    }
    Hash256 hash = level == 0 || !towardsWanted ? given() : madeOf(level - 1, 2 * at);
    nodes.put(new Place(level, at), hash);
    return hash;
  }

  private Hash256 madeOf(int level, int at) {
    Hash256 left = node(level, at);
    if (at + 1 >= width(level)) {
      return Hash256.ofPair(left, left);
    }
    Hash256 right = node(level, at + 1);
    if (right.equals(left)) {
      throw new RefusedException("the branch ends in a repetition (CVE-2012-2459)");
    }
    return Hash256.ofPair(left, right);
  }

  private boolean bit() {
    if (bitsUsed >= 8 * bits.length) {
      throw new RefusedException("the tree has too few bits");
    }
    boolean bit = (bits[bitsUsed / 8] >> (bitsUsed % 8) & 1) != 0;
    bitsUsed++;
    return bit;
  }

  private Hash256 given() {
    if (hashesUsed >= hashes.size()) {
      throw new RefusedException("the tree has too few hashes");
    }
    return hashes.get(hashesUsed++);
  }
}
