package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.rlp.RlpReader;

/**
 * A node of a trie, as it lies in its bytes: a branch of sixteen children and a value, or a path
 * with a value (leaf) or a child (extension). A child is the hash of its node, or, where that has
 * less than 32 bytes, the node itself. Read again for each node of a way down.
 */
final class TrieNode {

  private static final int BRANCH_ITEMS = 17;
  private static final int PATH_ITEMS = 2;

  /** The place of a branch's value behind its children. */
  static final int VALUE = 16;

  private final RlpReader reader = new RlpReader(new byte[0], 0, 0);
  private final boolean[] lists = new boolean[BRANCH_ITEMS];
  private final int[] starts = new int[BRANCH_ITEMS];
  private final int[] froms = new int[BRANCH_ITEMS];
  private final int[] tos = new int[BRANCH_ITEMS];
  private byte[] data = new byte[0];
  private int items;

  /** Reads the node that these bytes are, wholly. */
  void read(byte[] bytes, int from, int to) {
    data = bytes;
    reader.reset(bytes, from, to);
    reader.next();
    if (!reader.isList()) {
      throw new RefusedException("a node of the proof is no list");
    }
    int content = reader.from();
    reader.end();
    reader.reset(bytes, content, to);
    for (items = 0; reader.hasNext(); items++) {
      if (items == BRANCH_ITEMS) {
        throw new RefusedException("a node of the proof has more than 17 items");
      }
      reader.next();
      lists[items] = reader.isList();
      starts[items] = reader.start();
      froms[items] = reader.from();
      tos[items] = reader.to();
    }
    check();
  }

  private void check() {
    if (items == BRANCH_ITEMS) {
      for (int child = 0; child < VALUE; child++) {
        if (!isEmpty(child)) {
          checkChild(child);
        }
      }
      checkString(VALUE);
    } else if (items == PATH_ITEMS) {
      checkString(0);
      checkPath();
      if (isLeaf()) {
        checkString(1);
        if (isEmpty(1)) {
          throw new RefusedException("a leaf of the proof is empty");
        }
      } else {
        checkChild(1);
      }
    } else {
      throw new RefusedException(
          "a node of the proof has %d items, neither 17 nor 2".formatted(items));
    }
  }

  private void checkString(int item) {
    if (lists[item]) {
      throw new RefusedException("a node of the proof has a list where a string should be");
    }
  }

  private void checkChild(int item) {
    boolean fits =
        lists[item] ? tos[item] - starts[item] < Hash.BYTES : tos[item] - froms[item] == Hash.BYTES;
    if (!fits) {
      throw new RefusedException("a child in a node of the proof is neither a hash nor a node");
    }
  }

  /** The first half byte says whether it is a leaf, and whether the path's length is odd. */
  private void checkPath() {
    int first = isEmpty(0) ? 0xff : data[froms[0]] & 0xff;
    boolean isOdd = (first & 0x10) != 0;
    if (first >= 0x40 || (!isOdd && (first & 0x0f) != 0)) {
      throw new RefusedException("a path in a node of the proof is malformed");
    }
    if (pathLength() == 0 && !isLeaf()) {
      throw new RefusedException("a path in a node of the proof leads nowhere");
    }
  }

  boolean isBranch() {
    return items == BRANCH_ITEMS;
  }

  boolean isLeaf() {
    return (data[froms[0]] & 0x20) != 0;
  }

  /** In half bytes. */
  int pathLength() {
    return 2 * (tos[0] - froms[0]) - ((data[froms[0]] & 0x10) != 0 ? 1 : 2);
  }

  /** Whether the path is what the key has from there on, as far as the path goes. */
  boolean isPathOf(byte[] key, int depth) {
    int length = pathLength();
    if (2 * key.length - depth < length) {
      return false;
    }
    int skipped = 2 * (tos[0] - froms[0]) - length;
    for (int i = 0; i < length; i++) {
      if (nibble(data, 2 * froms[0] + skipped + i) != nibble(key, depth + i)) {
        return false;
      }
    }
    return true;
  }

  /** A half byte, the high one of a byte first. */
  static int nibble(byte[] bytes, int index) {
    int both = bytes[index >> 1];
    return (index & 1) == 0 ? both >> 4 & 0xf : both & 0xf;
  }

  boolean isEmpty(int item) {
    return !lists[item] && tos[item] == froms[item];
  }

  /** Whether a child is there itself, not its hash. */
  boolean isEmbedded(int item) {
    return lists[item];
  }

  int start(int item) {
    return starts[item];
  }

  int from(int item) {
    return froms[item];
  }

  int to(int item) {
    return tos[item];
  }
}
