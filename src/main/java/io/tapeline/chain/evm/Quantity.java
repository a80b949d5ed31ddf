package io.tapeline.chain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import java.math.BigInteger;

/** Numbers as nodes write them: hexadecimal texts. */
final class Quantity {

  /** 63 bits. */
  private static final String FORM = "0x0*([1-7]?[0-9a-fA-F]{0,15})";

  /** 256 bits. */
  private static final String WORD = "0x[0-9a-fA-F]{1,64}";

  private Quantity() {}

  static String of(long number) {
    return "0x" + Long.toHexString(number);
  }

  /**
   * A number below 2^63.
   *
   * @throws RefusedException if it is none
   */
  static long read(String what, JsonNode json) {
    String text = json.asText("");
    if (!json.isTextual() || text.length() < 3 || !text.matches(FORM)) {
      throw new RefusedException(what + " is no hexadecimal number below 2^63");
    }
    return Long.parseLong(text.substring(2), 16);
  }

  /**
   * A number below 2^256.
   *
   * @throws RefusedException if it is none
   */
  static BigInteger word(String what, JsonNode json) {
    String text = json.asText("");
    if (!json.isTextual() || !text.matches(WORD)) {
      throw new RefusedException(what + " is no hexadecimal number of at most 256 bits");
    }
    return new BigInteger(text.substring(2), 16);
  }
}
