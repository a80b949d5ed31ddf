package io.tapeline.chain.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What tokens are called with, and what they answer (ERC-20, contract ABI). */
public final class TokenCall {

  /** Longer names are cut. */
  private static final int MAX_TEXT_BYTES = 128;

  private static final String BALANCE_OF = "70a08231000000000000000000000000";

  private TokenCall() {}

  public static byte[] balanceOf(Address holder) {
    return HexFormat.of().parseHex(BALANCE_OF + holder.toString().substring(2));
  }

  public static byte[] totalSupply() {
    return HexFormat.of().parseHex("18160ddd");
  }

  public static byte[] name() {
    return HexFormat.of().parseHex("06fdde03");
  }

  public static byte[] symbol() {
    return HexFormat.of().parseHex("95d89b41");
  }

  public static byte[] decimals() {
    return HexFormat.of().parseHex("313ce567");
  }

  /** A number; nothing if the answer is none. */
  public static Optional<BigInteger> number(byte[] answer) {
    return answer.length < Hash.BYTES
        ? Optional.empty()
        : Optional.of(new BigInteger(1, answer, 0, Hash.BYTES));
  }

  /**
   * A text for people; nothing if the answer is none. Contracts of old answer 32 bytes that end in
   * zeros. What can't be shown is left out.
   */
  public static Optional<String> text(byte[] answer) {
    if (answer.length < Hash.BYTES) {
      return Optional.empty();
    }
    if (answer.length == Hash.BYTES) {
      return shown(answer, 0, Hash.BYTES);
    }
    BigInteger at = new BigInteger(1, answer, 0, Hash.BYTES);
    if (at.bitLength() >= Integer.SIZE || at.intValue() > answer.length - Hash.BYTES) {
      return Optional.empty();
    }
    int from = at.intValue() + Hash.BYTES;
    BigInteger length = new BigInteger(1, answer, at.intValue(), Hash.BYTES);
    return length.bitLength() >= Integer.SIZE || length.intValue() > answer.length - from
        ? Optional.empty()
        : shown(answer, from, length.intValue());
  }

  private static Optional<String> shown(byte[] answer, int from, int length) {
    byte[] bytes = Arrays.copyOfRange(answer, from, from + Math.min(length, MAX_TEXT_BYTES));
    String text =
        new String(bytes, StandardCharsets.UTF_8)
            .codePoints()
            .filter(TokenCall::isShown)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Neither control characters nor those that turn the direction of what follows. */
  private static boolean isShown(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE
        && codePoint != 0xfffd;
  }
}
