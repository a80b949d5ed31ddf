package io.tapeline.sandbox.chain.activity;

import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Blobs;
import java.math.BigInteger;
import java.util.Objects;

/** What a unit of gas, and of blob gas, costs in the next block (EIP-1559, EIP-4844, EIP-7691). */
public final class FeeRules {

  /** Of a block. */
  public static final long GAS_LIMIT = 36_000_000;

  public static final long BLOB_GAS = 131_072;
  public static final int MAX_BLOBS = 9;

  private static final int TARGET_BLOBS = 6;
  private static final long TARGET_GAS = GAS_LIMIT / 2;
  private static final BigInteger TARGET = BigInteger.valueOf(TARGET_GAS);
  private static final BigInteger CHANGE = BigInteger.valueOf(8);
  private static final BigInteger BLOB_FRACTION = BigInteger.valueOf(5_007_716);

  private FeeRules() {}

  /** Wei for a unit of gas in the block after this one. */
  public static BigInteger baseFee(Header parent) {
    BigInteger fee = Objects.requireNonNull(parent.additions().baseFee());
    long used = parent.gasUsed();
    if (used == TARGET_GAS) {
      return fee;
    }
    BigInteger change =
        fee.multiply(BigInteger.valueOf(Math.abs(used - TARGET_GAS))).divide(TARGET).divide(CHANGE);
    return used > TARGET_GAS ? fee.add(change.max(BigInteger.ONE)) : fee.subtract(change);
  }

  /** Of the block after this one. */
  public static long excessBlobGas(Header parent) {
    Blobs blobs = Objects.requireNonNull(parent.additions().blobs());
    return Math.max(0, blobs.excessGas() + blobs.gasUsed() - TARGET_BLOBS * BLOB_GAS);
  }

  /** Wei for a unit of blob gas: e^(excess / fraction), by the series that the chain's rule has. */
  public static BigInteger blobFee(long excessGas) {
    BigInteger excess = BigInteger.valueOf(excessGas);
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = BLOB_FRACTION;
    for (int i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(excess).divide(BLOB_FRACTION.multiply(BigInteger.valueOf(i)));
    }
    return sum.divide(BLOB_FRACTION);
  }

  /** The excess at which a unit of blob gas costs about as much. */
  static long excessFor(double wei) {
    return (long) (BLOB_FRACTION.doubleValue() * StrictMath.log(wei));
  }
}
