package io.tapeline.chain.proof;

import io.tapeline.chain.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** An account of an EVM chain, 20 bytes. */
public final class Address {

  public static final int BYTES = 20;

  private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{40}");

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

  /**
   * As people write it: in small letters or in capitals, or in both, which then are a checksum
   * (EIP-55).
   *
   * @throws RefusedException if it is none, or the checksum is not its own
   */
  public static Address parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new RefusedException("an address is 0x and 40 hexadecimal digits");
    }
    String digits = text.substring(2);
    Address address = new Address(HexFormat.of().parseHex(digits));
    boolean hasChecksum =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (hasChecksum && !text.equals(address.checksummed())) {
      throw new RefusedException("its capitals are not the checksum of its digits (EIP-55)");
    }
    return address;
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** With 0x, and capitals that are a checksum (EIP-55). */
  public String checksummed() {
    String digits = HexFormat.of().formatHex(bytes);
    byte[] hash = new Keccak().hash(digits.getBytes(StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      boolean isCapital = TrieNode.nibble(hash, i) >= 8;
      text.append(isCapital ? Character.toUpperCase(digit) : digit);
    }
    return text.toString();
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
