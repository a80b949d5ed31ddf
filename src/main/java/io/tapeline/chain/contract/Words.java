package io.tapeline.chain.contract;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What contracts give back and tell, in words of 32 bytes each. Nobody may change the array.
 *
 * @param data may be of any length; what is no word is refused when it is read
 */
@SuppressWarnings("ArrayRecordComponent")
public record Words(byte[] data) {

  public static final int BYTES = 32;

  private static final int BEFORE_ADDRESS = BYTES - Address.BYTES;

  /**
   * @throws RefusedException if there are not exactly so many
   */
  public static Words of(byte[] data, int words) {
    if (data.length != words * BYTES) {
      throw new RefusedException(
          "there are %d bytes, not %d words of 32".formatted(data.length, words));
    }
    return new Words(data);
  }

  private byte[] at(int word) {
    int from = word * BYTES;
    if (from < 0 || from + BYTES > data.length) {
      throw new RefusedException("word " + word + " is missing");
    }
    return Arrays.copyOfRange(data, from, from + BYTES);
  }

  /** Of 256 bits, without a sign. */
  public BigInteger number(int word) {
    return new BigInteger(1, at(word));
  }

  /**
   * Without a sign.
   *
   * @throws RefusedException if it has more bits
   */
  public BigInteger number(int word, int bits) {
    BigInteger number = number(word);
    if (number.bitLength() > bits) {
      throw new RefusedException("word %d has more than %d bits".formatted(word, bits));
    }
    return number;
  }

  /**
   * In two's complement.
   *
   * @throws RefusedException if it has more bits, the sign among them
   */
  public BigInteger signed(int word, int bits) {
    BigInteger number = new BigInteger(at(word));
    if (number.bitLength() >= bits) {
      throw new RefusedException("word %d has more than %d bits".formatted(word, bits));
    }
    return number;
  }

  /**
   * @throws RefusedException if there is something before it
   */
  public Address address(int word) {
    byte[] bytes = at(word);
    for (int i = 0; i < BEFORE_ADDRESS; i++) {
      if (bytes[i] != 0) {
        throw new RefusedException("word " + word + " is no address");
      }
    }
    return Address.of(Arrays.copyOfRange(bytes, BEFORE_ADDRESS, BYTES));
  }
}
