package io.tapeline.chain.spv.header;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A target in the 32 bits of a header ("nBits"): a floating-point number with base 256. The highest
 * byte is the exponent, how many bytes the number has; the lowest 23 bits are its first three
 * bytes; the bit between says that it is negative, which no valid target is. Exactly as Bitcoin
 * Core's {@code arith_uint256::SetCompact} and {@code GetCompact}.
 *
 * @param bits any 32 bits: what can't be a target is told by {@link #valid}
 */
public record CompactTarget(int bits) {

  private static final int MANTISSA = 0x007f_ffff;
  private static final int SIGN = 0x0080_0000;

  private static final BigInteger ONE_BEYOND = BigInteger.ONE.shiftLeft(256);

  /** As Bitcoin Core prints a difficulty: {@code %.16g}. */
  private static final MathContext SIXTEEN_DIGITS = new MathContext(16, RoundingMode.HALF_EVEN);

  /** Rounds down to the three highest bytes, so the target becomes harder, never easier. */
  public static CompactTarget encode(BigInteger target) {
    if (target.signum() < 0 || target.bitLength() > 256) {
      throw new IllegalArgumentException("no target: " + target);
    }
    int size = (target.bitLength() + 7) / 8;
    int word = target.shiftRight(8 * (size - 3)).intValue();
    if ((word & SIGN) != 0) {
      word >>= 8;
      size++;
    }
    return new CompactTarget(word | size << 24);
  }

  /** Eight hexadecimal digits, the exponent first, as nodes show them. */
  public static CompactTarget parse(String hex) {
    if (!hex.matches("[0-9a-fA-F]{8}")) {
      throw new RefusedException("bits have eight hexadecimal digits");
    }
    return new CompactTarget(Integer.parseUnsignedInt(hex, 16));
  }

  private int size() {
    return bits >>> 24;
  }

  /** The first bytes of the number, shifted where it has less than three. */
  private int word() {
    int word = bits & MANTISSA;
    return size() <= 3 ? word >> (8 * (3 - size())) : word;
  }

  /** Whether it is below zero. A negative zero is zero. */
  public boolean negative() {
    return word() != 0 && (bits & SIGN) != 0;
  }

  /** Whether it is beyond 256 bits. Zero never is, whatever its exponent. */
  public boolean overflows() {
    int word = word();
    return word != 0
        && (size() > 34 || (word > 0xff && size() > 33) || (word > 0xffff && size() > 32));
  }

  /** The number without its sign, also where it overflows: up to 2,063 bits. */
  public BigInteger magnitude() {
    BigInteger word = BigInteger.valueOf(word());
    return size() <= 3 ? word : word.shiftLeft(8 * (size() - 3));
  }

  /** Whether a block may have it on a network with this limit: above zero, and no easier. */
  public boolean valid(BigInteger limit) {
    return !negative() && !overflows() && word() != 0 && magnitude().compareTo(limit) <= 0;
  }

  /**
   * Whether its number would be written with these bits. Others are never what a rule asks for,
   * since rules write numbers by {@link #encode} and compare bits.
   */
  public boolean canonical() {
    return !negative() && !overflows() && encode(magnitude()).equals(this);
  }

  /** Whether the hash is at most the target, and the target one that this limit allows. */
  public boolean metBy(Hash256 hash, BigInteger limit) {
    return valid(limit) && hash.toNumber().compareTo(magnitude()) <= 0;
  }

  /**
   * Hashes that it takes on average to meet it: 2^256 / (target + 1), rounded down. Zero for what
   * is no target, as in Bitcoin Core.
   */
  public BigInteger work() {
    if (negative() || overflows() || word() == 0) {
      return BigInteger.ZERO;
    }
    return ONE_BEYOND.divide(magnitude().add(BigInteger.ONE));
  }

  /**
   * How much harder than the easiest target of the main network it is to meet: 0xffff × 256^26 over
   * the number, with binary floating point step by step and 16 significant digits as Bitcoin Core
   * does it, so that the figures are the same. Sign and overflow are not looked at.
   *
   * @return zero where the mantissa is, for which Core would print infinity
   */
  public BigDecimal difficulty() {
    double mantissa = bits & 0x00ff_ffff;
    if (mantissa == 0) {
      return BigDecimal.ZERO;
    }
    double difficulty = 0x0000_ffff / mantissa;
    for (int size = size(); size < 29; size++) {
      difficulty *= 256;
    }
    for (int size = size(); size > 29; size--) {
      difficulty /= 256;
    }
    return new BigDecimal(difficulty).round(SIXTEEN_DIGITS).stripTrailingZeros();
  }

  /** Eight hexadecimal digits. */
  @Override
  public String toString() {
    return "%08x".formatted(bits);
  }
}
