package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks what a Merkle-Patricia trie holds under a key, or that it holds nothing there, given its
 * root and the nodes on the way down (Ethereum yellow paper, appendix D). Each node is hashed once,
 * and has to be the one that the node before named; each has to be needed. The work is bounded by
 * the bytes of the proof, and so are they; memory is that of the value. One thread at a time.
 */
public final class TrieVerifier {

  /**
   * What all nodes of a proof may have together. A transaction may burn 2^24 gas (EIP-7825), a byte
   * of its logs costs 8: no receipt is larger.
   */
  public static final int MAX_PROOF_BYTES = 2 << 20;

  /** Keys are hashes or indexes. */
  static final int MAX_KEY_BYTES = 32;

  /** The root of the trie that holds nothing: the hash of the empty string. */
  public static final Hash EMPTY_ROOT =
      Hash.of("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  private static final byte EMPTY_STRING = (byte) 0x80;

  private final Keccak keccak = new Keccak();
  private final TrieNode node = new TrieNode();
  private final byte[] hash = new byte[Hash.BYTES];

  /**
   * @param key as it stands in the trie: of accounts and slots, its hash
   * @param nodes from the root down, as {@code eth_getProof} gives them
   * @return the value, or nothing: that there is none is then proved
   * @throws RefusedException if nothing is proved
   */
  public Optional<byte[]> verify(Hash root, byte[] key, List<byte[]> nodes) {
    checkSize(key, nodes);
    if (nodes.isEmpty()) {
      if (root.equals(EMPTY_ROOT)) {
        return Optional.empty();
      }
      throw new RefusedException("there is no proof, and the trie is not empty");
    }
    if (!root.isAt(hashed(nodes.getFirst()), 0)) {
      throw new RefusedException("the proof does not begin at the root");
    }
    if (isEmptyTrie(nodes.getFirst())) {
      return all(nodes, 1, Optional.empty());
    }
    return descend(key, nodes);
  }

  private static void checkSize(byte[] key, List<byte[]> nodes) {
    if (key.length == 0 || key.length > MAX_KEY_BYTES) {
      throw new RefusedException("a key has 1 to 32 bytes, not " + key.length);
    }
    // each node takes a half byte of the key at least, and one may stand at its end
    if (nodes.size() > 2 * key.length + 1) {
      throw new RefusedException("the proof has more nodes than the key has steps");
    }
    long bytes = 0;
    for (byte[] each : nodes) {
      bytes += each.length;
    }
    if (bytes > MAX_PROOF_BYTES) {
      throw new RefusedException("the proof has more than %d bytes".formatted(MAX_PROOF_BYTES));
    }
  }

  private byte[] hashed(byte[] bytes) {
    keccak.hash(bytes, 0, bytes.length, hash);
    return hash;
  }

  private static boolean isEmptyTrie(byte[] first) {
    return first.length == 1 && first[0] == EMPTY_STRING;
  }

  private Optional<byte[]> descend(byte[] key, List<byte[]> nodes) {
    byte[] data = nodes.getFirst();
    int used = 1;
    int depth = 0;
    node.read(data, 0, data.length);
    while (true) {
      int next = next(key, depth);
      if (next < 0 || node.isEmpty(next)) {
        return all(nodes, used, Optional.empty());
      }
      if (isValue(next)) {
        byte[] value = Arrays.copyOfRange(data, node.from(next), node.to(next));
        return all(nodes, used, Optional.of(value));
      }
      depth += node.isBranch() ? 1 : node.pathLength();
      if (node.isEmbedded(next)) {
        node.read(data, node.start(next), node.to(next));
      } else {
        byte[] child = child(data, node.from(next), nodes, used++);
        node.read(child, 0, child.length);
        data = child;
      }
    }
  }

  /** Which item of the node the key leads to; -1 if the key leads away from its path. */
  private int next(byte[] key, int depth) {
    int left = 2 * key.length - depth;
    if (node.isBranch()) {
      return left == 0 ? TrieNode.VALUE : TrieNode.nibble(key, depth);
    }
    boolean leads = node.isPathOf(key, depth) && (!node.isLeaf() || node.pathLength() == left);
    return leads ? 1 : -1;
  }

  private boolean isValue(int item) {
    return node.isBranch() ? item == TrieNode.VALUE : node.isLeaf();
  }

  /** The next node of the proof, which has to be the one that is named here. */
  private byte[] child(byte[] data, int from, List<byte[]> nodes, int used) {
    if (used == nodes.size()) {
      throw new RefusedException("the proof ends before the key does");
    }
    byte[] child = nodes.get(used);
    if (child.length < Hash.BYTES) {
      throw new RefusedException("a node of the proof is so short that it needs no hash");
    }
    if (!Arrays.equals(hashed(child), 0, Hash.BYTES, data, from, from + Hash.BYTES)) {
      throw new RefusedException(
          "node %d of the proof is not the one that the node before names".formatted(used));
    }
    return child;
  }

  private static Optional<byte[]> all(List<byte[]> nodes, int used, Optional<byte[]> value) {
    if (used < nodes.size()) {
      throw new RefusedException(
          "the proof has %d nodes that prove nothing".formatted(nodes.size() - used));
    }
    return value;
  }
}
