package io.tapeline.sandbox.chain;

import io.tapeline.chain.Hash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** In which place a hash was added, from the first eight bytes of each; whoever asks checks it. */
final class HashIndex {

  private static final int FIRST = 1_024;

  private long[] beginnings = new long[FIRST];
  private int size;

  private static long beginning(Hash hash) {
    return ByteBuffer.wrap(hash.bytes()).getLong();
  }

  void add(Hash hash) {
    if (size == beginnings.length) {
      beginnings = Arrays.copyOf(beginnings, 2 * size);
    }
    beginnings[size++] = beginning(hash);
  }

  int size() {
    return size;
  }

  /** The place, from 0, of the last one that begins alike; -1 if none does. */
  int find(Hash hash) {
    long wanted = beginning(hash);
    for (int i = size - 1; i >= 0; i--) {
      if (beginnings[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
