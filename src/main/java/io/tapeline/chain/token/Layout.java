package io.tapeline.chain.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.util.Locale;

/** In which order a compiler hashes the key of a mapping and the mapping's own slot. */
public enum Layout {
  SOLIDITY,
  VYPER;

  /** The slot that holds what a mapping has for an address. */
  public Hash slot(Hash mapping, Address key) {
    byte[] both = new byte[2 * Hash.BYTES];
    int keyAt = this == SOLIDITY ? 0 : Hash.BYTES;
    System.arraycopy(key.bytes(), 0, both, keyAt + Hash.BYTES - Address.BYTES, Address.BYTES);
    System.arraycopy(mapping.bytes(), 0, both, Hash.BYTES - keyAt, Hash.BYTES);
    return Keccak.of(both);
  }

  /** In small letters. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
