package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import io.tapeline.chain.rlp.RlpWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Merkle-Patricia trie of given entries, not kept as nodes: each is written, hashed and forgotten
 * as soon as its parent names it. Memory is that of one way down, whatever the number of entries.
 */
public final class Trie {

  /** In unsigned order, none twice. */
  private final byte[][] keys;

  private final byte[][] values;

  private Trie(byte[][] keys, byte[][] values) {
    this.keys = keys;
    this.values = values;
  }

  /**
   * The trie of transactions, receipts or withdrawals of a block: each stands under its index.
   *
   * @param values in order, none of them empty
   */
  public static Trie ofList(List<byte[]> values) {
    int size = values.size();
    byte[][] keys = new byte[size][];
    byte[][] sorted = new byte[size][];
    for (int index = 0; index < size; index++) {
      // 0 is written as 0x80, behind 0x01 to 0x7f and before 0x81…, all the greater numbers
      int place = index == 0 ? Math.min(size, 0x80) - 1 : index < 0x80 ? index - 1 : index;
      keys[place] = indexKey(index);
      sorted[place] = notEmpty(values.get(index));
    }
    return new Trie(keys, sorted);
  }

  /** The key of an index: the number in RLP. */
  public static byte[] indexKey(int index) {
    RlpWriter writer = new RlpWriter();
    writer.number(index);
    return writer.bytes();
  }

  /**
   * @param entries keys of 1 to 32 bytes, values that are not empty
   */
  public static Trie of(Iterable<Entry> entries) {
    SortedMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
    for (Entry entry : entries) {
      if (entry.key.length == 0 || entry.key.length > TrieVerifier.MAX_KEY_BYTES) {
        throw new IllegalArgumentException("key of bytes: " + entry.key.length);
      }
      sorted.put(entry.key, notEmpty(entry.value));
    }
    return new Trie(sorted.keySet().toArray(byte[][]::new), sorted.values().toArray(byte[][]::new));
  }

  /** Nobody may change the arrays. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Entry(byte[] key, byte[] value) {}

  private static byte[] notEmpty(byte[] value) {
    if (value.length == 0) {
      throw new IllegalArgumentException("a trie holds no empty values");
    }
    return value;
  }

  public Hash root() {
    if (keys.length == 0) {
      return TrieVerifier.EMPTY_ROOT;
    }
    return new TrieWriter(keys, values).root();
  }

  /**
   * What proves to a {@link TrieVerifier} what is under a key, or that nothing is.
   *
   * @return nodes from the root down
   */
  public List<byte[]> proof(byte[] key) {
    if (keys.length == 0) {
      return List.of();
    }
    List<byte[]> nodes = new TrieWriter(keys, values).proof(key);
    Collections.reverse(nodes);
    return nodes;
  }
}
