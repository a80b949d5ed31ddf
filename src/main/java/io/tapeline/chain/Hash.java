package io.tapeline.chain;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** 32 bytes that stand for something: a block, a node of a trie, a root, a slot of storage. */
public final class Hash {

  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws RefusedException if there are not 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new RefusedException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** Of 64 digits, with or without 0x; for constants. */
  public static Hash of(String hex) {
    return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /**
   * A number as 32 bytes, such as that of a slot.
   *
   * @param number 0 or more, of at most 256 bits
   */
  public static Hash of(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 8 * BYTES) {
      throw new RefusedException("a number has at most 256 bits");
    }
    byte[] all = new byte[BYTES];
    byte[] digits = number.toByteArray();
    int length = Math.min(digits.length, BYTES);
    System.arraycopy(digits, digits.length - length, all, BYTES - length, length);
    return new Hash(all);
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether these 32 bytes stand at a place of others. */
  public boolean isAt(byte[] data, int from) {
    return Arrays.equals(bytes, 0, BYTES, data, from, from + BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Small letters, with 0x. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
