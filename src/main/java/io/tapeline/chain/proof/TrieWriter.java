package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import io.tapeline.chain.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trie's nodes from the leaves up, all into one buffer: a node is written where its parent
 * will have it, and stays there if it is short, else its hash takes its place. For sorted keys; it
 * recurses as deep as keys are long.
 */
final class TrieWriter {

  private final byte[][] keys;
  private final byte[][] values;
  private final RlpWriter writer = new RlpWriter();
  private final Keccak keccak = new Keccak();
  private final byte[] hash = new byte[Hash.BYTES];

  /** Whose way down is noted, if one's is. */
  private byte @Nullable [] noted;

  private final List<byte[]> nodes = new ArrayList<>();

  TrieWriter(byte[][] keys, byte[][] values) {
    this.keys = keys;
    this.values = values;
  }

  Hash root() {
    writeContent(0, keys.length, 0, noted != null);
    keccak.hash(writer.buffer(), writer.start(), writer.mark(), hash);
    return Hash.of(hash);
  }

  /** The nodes on the way to a key, the root last. */
  List<byte[]> proof(byte[] key) {
    noted = key;
    root();
    nodes.add(writer.bytes());
    return nodes;
  }

  /** Writes what a parent holds of a node. */
  private void write(int from, int to, int depth, boolean isNoted) {
    int mark = writer.mark();
    writeContent(from, to, depth, isNoted);
    int length = writer.mark() - mark;
    if (length >= Hash.BYTES) {
      if (isNoted) {
        nodes.add(writer.bytes(mark));
      }
      keccak.hash(writer.buffer(), writer.start(), length, hash);
      writer.forget(mark);
      writer.string(hash);
    }
  }

  /** The node of some entries whose keys are the same up to a depth. */
  private void writeContent(int from, int to, int depth, boolean isNoted) {
    int mark = writer.mark();
    if (to - from == 1) {
      writer.string(values[from]);
      writePath(keys[from], depth, 2 * keys[from].length, 0x20);
    } else {
      int fork = fork(keys[from], keys[to - 1], depth);
      if (fork == depth) {
        writeBranch(from, to, depth, isNoted);
      } else {
        write(from, to, fork, isNoted && isOn(keys[from], depth, fork));
        writePath(keys[from], depth, fork, 0);
      }
    }
    writer.closeList(mark);
  }

  /** A key that ends here is the first of them. */
  private void writeBranch(int from, int to, int depth, boolean isNoted) {
    boolean hasValue = 2 * keys[from].length == depth;
    if (hasValue) {
      writer.string(values[from]);
    } else {
      writer.raw(0x80);
    }
    int first = hasValue ? from + 1 : from;
    int end = to;
    for (int nibble = 15; nibble >= 0; nibble--) {
      int begin = end;
      while (begin > first && TrieNode.nibble(keys[begin - 1], depth) == nibble) {
        begin--;
      }
      if (begin == end) {
        writer.raw(0x80);
      } else {
        write(begin, end, depth + 1, isNoted && isOn(keys[begin], depth, depth + 1));
      }
      end = begin;
    }
  }

  /** Whether the noted key has the same half bytes there. */
  private boolean isOn(byte[] key, int from, int to) {
    if (noted == null || 2 * noted.length < to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (TrieNode.nibble(key, i) != TrieNode.nibble(noted, i)) {
        return false;
      }
    }
    return true;
  }

  /** Where two keys part, or the first ends. */
  private static int fork(byte[] first, byte[] last, int depth) {
    int at = depth;
    int end = 2 * Math.min(first.length, last.length);
    while (at < end && TrieNode.nibble(first, at) == TrieNode.nibble(last, at)) {
      at++;
    }
    return at;
  }

  private void writePath(byte[] key, int from, int to, int kind) {
    int mark = writer.mark();
    int nibble = to;
    for (; nibble - from >= 2; nibble -= 2) {
      writer.raw(TrieNode.nibble(key, nibble - 2) << 4 | TrieNode.nibble(key, nibble - 1));
    }
    boolean isOdd = nibble > from;
    writer.raw(isOdd ? kind | 0x10 | TrieNode.nibble(key, from) : kind);
    writer.closeString(mark);
  }
}
