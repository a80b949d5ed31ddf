package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.Hash;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Receipt.Log;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where logs leave their bits, three for each address and topic. One thread at a time. */
final class Bloom {

  private static final int BITS = 3;
  private static final int MASK = 8 * Header.BLOOM_BYTES - 1;

  /** Beyond it, places are worked out anew; there are not as many different ones. */
  private static final int MOST_KNOWN = 4_096;

  private final Keccak keccak = new Keccak();
  private final Map<Object, short[]> known = new HashMap<>();

  byte[] of(List<Log> logs) {
    byte[] bloom = new byte[Header.BLOOM_BYTES];
    for (Log log : logs) {
      add(bloom, places(log.address()));
      for (Hash topic : log.topics()) {
        add(bloom, places(topic));
      }
    }
    return bloom;
  }

  private static void add(byte[] bloom, short[] places) {
    for (short place : places) {
      bloom[bloom.length - 1 - place / Byte.SIZE] |= (byte) (1 << place % Byte.SIZE);
    }
  }

  static void join(byte[] bloom, byte[] other) {
    for (int i = 0; i < bloom.length; i++) {
      bloom[i] |= other[i];
    }
  }

  private short[] places(Address address) {
    short[] places = known.get(address);
    return places == null ? learn(address, address.bytes()) : places;
  }

  private short[] places(Hash topic) {
    short[] places = known.get(topic);
    return places == null ? learn(topic, topic.bytes()) : places;
  }

  private short[] learn(Object what, byte[] bytes) {
    byte[] hash = keccak.hash(bytes);
    short[] places = new short[BITS];
    for (int i = 0; i < BITS; i++) {
      places[i] = (short) (((hash[2 * i] & 0xff) << Byte.SIZE | (hash[2 * i + 1] & 0xff)) & MASK);
    }
    if (known.size() < MOST_KNOWN) {
      known.put(what, places);
    }
    return places;
  }
}
