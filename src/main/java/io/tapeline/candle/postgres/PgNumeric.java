package io.tapeline.candle.postgres;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Decimals in the binary format of PostgreSQL's {@code numeric}: digits of base 10,000, the first
 * one's weight, the sign, and how many decimal digits stand after the point. See numeric_recv in
 * PostgreSQL's source.
 */
final class PgNumeric {

  private static final int BASE = 10_000;
  private static final BigInteger WIDE_BASE = BigInteger.valueOf(BASE);

  /** Decimal digits in one digit. */
  private static final int WIDTH = 4;

  private static final int DIGITS_OF_A_LONG = 6;

  /** No price or volume needs 500 decimal digits. */
  private static final int MOST_DIGITS = 125;

  /** The most that a number takes, its length included. */
  static final int MOST_BYTES = Integer.BYTES + 2 * (4 + MOST_DIGITS);

  /** A digit has more bits than so. */
  private static final int BITS = 13;

  /** Shorts before the digits. */
  private static final int HEAD = 4;

  private static final short NEGATIVE = 0x4000;

  private PgNumeric() {}

  /** With its length before it. */
  static void put(ByteBuffer target, Decimal value) {
    put(target, value.unscaled(), value.scale());
  }

  /**
   * With its length before it.
   *
   * @param value of a scale that is not negative
   * @throws IllegalArgumentException if it has more than 500 digits
   */
  static void put(ByteBuffer target, BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE - 1) {
      put(target, unscaled.longValue(), value.scale());
    } else {
      putWide(target, unscaled, value.scale());
    }
  }

  private static void put(ByteBuffer target, long unscaled, int scale) {
    short[] digits = new short[DIGITS_OF_A_LONG];
    int count = 0;
    int padding = padding(scale);
    long left = Math.absExact(unscaled);
    if (padding > 0) {
      long lowest = Decimal.powerOfTen(WIDTH - padding);
      digits[count++] = (short) (left % lowest * Decimal.powerOfTen(padding));
      left /= lowest;
    }
    while (left > 0) {
      digits[count++] = (short) (left % BASE);
      left /= BASE;
    }
    put(target, digits, count, unscaled < 0, scale);
  }

  private static void putWide(ByteBuffer target, BigInteger unscaled, int scale) {
    BigInteger left = unscaled.abs().multiply(BigInteger.TEN.pow(padding(scale)));
    short[] digits = new short[left.bitLength() / BITS + 1];
    if (digits.length > MOST_DIGITS) {
      throw new IllegalArgumentException("a number of more than 500 digits");
    }
    int count = 0;
    while (left.signum() > 0) {
      BigInteger[] parts = left.divideAndRemainder(WIDE_BASE);
      digits[count++] = parts[1].shortValue();
      left = parts[0];
    }
    put(target, digits, count, unscaled.signum() < 0, scale);
  }

  /** Zeros behind the last decimal digit that make the digits after the point whole ones. */
  private static int padding(int scale) {
    return Math.floorMod(-scale, WIDTH);
  }

  /**
   * @param digits the lowest first
   */
  private static void put(
      ByteBuffer target, short[] digits, int count, boolean negative, int scale) {
    int afterPoint = Math.ceilDiv(scale, WIDTH);
    target
        .putInt((HEAD + count) * Short.BYTES)
        .putShort((short) count)
        .putShort((short) (count - 1 - afterPoint))
        .putShort(negative ? NEGATIVE : 0)
        .putShort((short) scale);
    for (int i = count - 1; i >= 0; i--) {
      target.putShort(digits[i]);
    }
  }
}
