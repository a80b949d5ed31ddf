package io.tapeline.chain.fee.gas;

import java.math.BigInteger;

/** The base fee of blocks, as EIP-1559 makes each from the block before. Wei for a unit of gas. */
public final class BaseFee {

  private static final long ELASTICITY = 2;
  private static final BigInteger CHANGE_DENOMINATOR = BigInteger.valueOf(8);

  private BaseFee() {}

  /**
   * That of the block behind one.
   *
   * @param gasLimit at least 2
   */
  public static BigInteger next(BigInteger baseFee, long gasUsed, long gasLimit) {
    long target = gasLimit / ELASTICITY;
    if (target < 1) {
      throw new IllegalArgumentException("gasLimit: " + gasLimit);
    }
    BigInteger change =
        baseFee
            .multiply(BigInteger.valueOf(Math.abs(gasUsed - target)))
            .divide(BigInteger.valueOf(target))
            .divide(CHANGE_DENOMINATOR);
    if (gasUsed > target) {
      return baseFee.add(change.max(BigInteger.ONE));
    }
    return baseFee.subtract(change);
  }

  /** The most that it can be behind so many blocks: all of them full. */
  public static BigInteger most(BigInteger baseFee, long gasLimit, int blocks) {
    BigInteger most = baseFee;
    for (int i = 0; i < blocks; i++) {
      most = next(most, gasLimit, gasLimit);
    }
    return most;
  }
}
