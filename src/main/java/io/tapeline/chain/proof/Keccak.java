package io.tapeline.chain.proof;

import io.tapeline.chain.Hash;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256, the hash of EVM chains. One thread at a time; made once and used again. */
public final class Keccak {

  private final KeccakDigest digest = new KeccakDigest(256);

  /** Writes 32 bytes at the beginning of {@code into}. */
  public void hash(byte[] data, int from, int length, byte[] into) {
    digest.update(data, from, length);
    digest.doFinal(into, 0);
  }

  /** The 32 bytes. */
  public byte[] hash(byte[] data) {
    byte[] hash = new byte[Hash.BYTES];
    hash(data, 0, data.length, hash);
    return hash;
  }

  /** For those who hash now and then. */
  public static Hash of(byte[] data) {
    return Hash.of(new Keccak().hash(data));
  }
}
