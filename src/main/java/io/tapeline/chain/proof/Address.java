package io.tapeline.chain.proof;

import io.tapeline.chain.RefusedException;
import java.util.Arrays;
import java.util.HexFormat;

/** An account of an EVM chain, 20 bytes. */
public final class Address {

  public static final int BYTES = 20;

  private final byte[] bytes;

  private Address(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws RefusedException if there are not 20
   */
  public static Address of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new RefusedException("an address has 20 bytes, not " + bytes.length);
    }
    return new Address(bytes.clone());
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Small letters, with 0x; without the checksum of capitals. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
