package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Keccak;
import io.tapeline.chain.rlp.RlpWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The root of a Merkle-Patricia trie whose keys stay while values change: only what leads to a
 * changed value is hashed again. Keys are hashes and values never empty, so no node is so short
 * that its parent would hold it itself. One thread at a time.
 */
final class FixedTrie {

  private static final int NIBBLES = 2 * Hash.BYTES;
  private static final int CHILDREN = 16;
  private static final int LEAF = 0x20;
  private static final int ODD = 0x10;
  private static final int EMPTY = 0x80;

  /** A node; a leaf has a value, a branch children, an extension one child. */
  private static final class Node {
    private final @Nullable Node parent;
    private final byte[] path;
    private @Nullable Node @Nullable [] children;
    private byte @Nullable [] value;
    private final byte[] hash = new byte[Hash.BYTES];
    private boolean isStale = true;

    private Node(@Nullable Node parent, byte[] path) {
      this.parent = parent;
      this.path = path;
    }
  }

  private final byte[][] keys;
  private final Node[] leaves;
  private final Node root;
  private final RlpWriter writer = new RlpWriter();
  private final Keccak keccak = new Keccak();

  /**
   * @param keys each of 32 bytes, none twice, at least one
   */
  FixedTrie(List<byte[]> keys) {
    this.keys = keys.toArray(byte[][]::new);
    this.leaves = new Node[this.keys.length];
    int[] sorted =
        IntStream.range(0, this.keys.length)
            .boxed()
            .sorted(Comparator.comparing(i -> this.keys[i], Arrays::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    this.root = node(null, sorted, 0);
  }

  private Node node(@Nullable Node parent, int[] among, int depth) {
    byte[] one = keys[among[0]];
    if (among.length == 1) {
      Node leaf = new Node(parent, path(one, depth, NIBBLES, LEAF));
      leaves[among[0]] = leaf;
      return leaf;
    }
    int fork = depth;
    while (nibble(one, fork) == nibble(keys[among[among.length - 1]], fork)) {
      fork++;
    }
    if (fork == depth) {
      return branch(parent, among, depth);
    }
    Node extension = new Node(parent, path(one, depth, fork, 0));
    extension.children = new Node[] {branch(extension, among, fork)};
    return extension;
  }

  private Node branch(@Nullable Node parent, int[] among, int depth) {
    Node branch = new Node(parent, new byte[0]);
    @Nullable Node[] children = new Node[CHILDREN];
    for (int nibble = 0; nibble < CHILDREN; nibble++) {
      int of = nibble;
      int[] own = Arrays.stream(among).filter(key -> nibble(keys[key], depth) == of).toArray();
      if (own.length > 0) {
        children[nibble] = node(branch, own, depth + 1);
      }
    }
    branch.children = children;
    return branch;
  }

  private static int nibble(byte[] key, int at) {
    return at % 2 == 0 ? key[at / 2] >> 4 & 0xf : key[at / 2] & 0xf;
  }

  private static byte[] path(byte[] key, int from, int to, int kind) {
    boolean isOdd = (to - from) % 2 == 1;
    byte[] path = new byte[(to - from) / 2 + 1];
    path[0] = (byte) (isOdd ? kind | ODD | nibble(key, from) : kind);
    int at = isOdd ? from + 1 : from;
    for (int i = 1; i < path.length; i++, at += 2) {
      path[i] = (byte) (nibble(key, at) << 4 | nibble(key, at + 1));
    }
    return path;
  }

  /**
   * @param key its place in the list of keys
   * @param value not empty
   */
  void set(int key, byte[] value) {
    Node leaf = leaves[key];
    leaf.value = value;
    leaf.isStale = true;
    for (Node node = leaf.parent; node != null && !node.isStale; node = node.parent) {
      node.isStale = true;
    }
  }

  /** Once each key has a value. */
  Hash root() {
    return Hash.of(hash(root));
  }

  private byte[] hash(Node node) {
    if (node.isStale) {
      if (node.children != null) {
        for (Node child : node.children) {
          if (child != null) {
            hash(child);
          }
        }
      }
      write(node);
      keccak.hash(writer.buffer(), writer.start(), writer.mark(), node.hash);
      writer.forget(0);
      node.isStale = false;
    }
    return node.hash;
  }

  private void write(Node node) {
    @Nullable Node[] children = node.children;
    if (children == null) {
      if (node.value == null) {
        throw new IllegalStateException("a key has no value yet");
      }
      writer.string(node.value);
      writer.string(node.path);
    } else if (children.length == 1) {
      writer.string(hashOf(children[0]));
      writer.string(node.path);
    } else {
      writer.raw(EMPTY);
      for (int nibble = CHILDREN - 1; nibble >= 0; nibble--) {
        if (children[nibble] == null) {
          writer.raw(EMPTY);
        } else {
          writer.string(hashOf(children[nibble]));
        }
      }
    }
    writer.closeList(0);
  }

  private static byte[] hashOf(@Nullable Node node) {
    if (node == null) {
      throw new IllegalStateException("an extension leads nowhere");
    }
    return node.hash;
  }
}
