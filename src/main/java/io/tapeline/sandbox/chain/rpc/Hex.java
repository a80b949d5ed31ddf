package io.tapeline.sandbox.chain.rpc;

import java.math.BigInteger;
import java.util.HexFormat;

/** Numbers and bytes as JSON-RPC has them. */
final class Hex {

  private static final int WORD_DIGITS = 64;

  private Hex() {}

  static String of(long number) {
    return "0x" + Long.toHexString(number);
  }

  static String of(BigInteger number) {
    return "0x" + number.toString(16);
  }

  static String of(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** A value of JSON. */
  static String quoted(String text) {
    return '"' + text + '"';
  }

  /** 32 bytes. */
  static String word(BigInteger number) {
    String digits = number.toString(16);
    return "0x" + "0".repeat(WORD_DIGITS - digits.length()) + digits;
  }
}
