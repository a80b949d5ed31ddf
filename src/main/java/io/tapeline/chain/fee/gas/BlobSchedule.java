package io.tapeline.chain.fee.gas;

import io.tapeline.chain.RefusedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the base fee of blobs moves (EIP-4844), by the forks that changed it. Wei for a unit of gas
 * of blobs.
 */
public enum BlobSchedule {
  CANCUN(3, 6, 3_338_477, false),
  /** EIP-7691. */
  PRAGUE(6, 9, 5_007_716, false),
  /** EIP-7918: a blob costs no less than some execution. */
  OSAKA(6, 9, 5_007_716, true),
  /** EIP-7892, the first change without more. */
  BPO1(10, 15, 8_346_193, true),
  BPO2(14, 21, 11_684_671, true);

  private static final long ETHEREUM = 1;
  private static final long GAS_PER_BLOB = 1 << 17;
  private static final BigInteger EXECUTION_OF_A_BLOB = BigInteger.valueOf(1 << 13);

  /** e to that is more than any word holds. */
  private static final long GREATEST_EXPONENT = 178;

  private final long targetGas;
  private final int target;
  private final int most;
  private final long updateFraction;
  private final boolean isReserved;

  BlobSchedule(int target, int most, long updateFraction, boolean isReserved) {
    this.targetGas = target * GAS_PER_BLOB;
    this.target = target;
    this.most = most;
    this.updateFraction = updateFraction;
    this.isReserved = isReserved;
  }

  /**
   * @param excessGas as a block's header has it
   * @return that block's
   * @throws RefusedException if it is beyond 256 bits
   */
  public BigInteger baseFee(long excessGas) {
    if (excessGas / updateFraction >= GREATEST_EXPONENT) {
      throw new RefusedException("the excess of gas of blobs is absurd");
    }
    return exponential(BigInteger.valueOf(excessGas), BigInteger.valueOf(updateFraction));
  }

  /**
   * That of a block, as far as it is known by which schedule: of Ethereum by the time of its forks,
   * of other chains where all schedules make the same of it.
   *
   * @param timestamp seconds, as the block's header has it
   */
  public static Optional<BigInteger> baseFee(long chainId, long timestamp, long excessGas) {
    try {
      if (chainId == ETHEREUM) {
        return Optional.of(ofEthereum(timestamp).baseFee(excessGas));
      }
      List<BigInteger> fees =
          Arrays.stream(values()).map(each -> each.baseFee(excessGas)).distinct().toList();
      return fees.size() == 1 ? Optional.of(fees.getFirst()) : Optional.empty();
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  private static BlobSchedule ofEthereum(long timestamp) {
    if (timestamp >= 1_767_747_671) {
      return BPO2;
    }
    if (timestamp >= 1_765_290_071) {
      return BPO1;
    }
    if (timestamp >= 1_764_798_551) {
      return OSAKA;
    }
    return timestamp >= 1_746_612_311 ? PRAGUE : CANCUN;
  }

  /** About e^(numerator/denominator), exactly as EIP-4844 has it. */
  private static BigInteger exponential(BigInteger numerator, BigInteger denominator) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = denominator;
    for (long i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(numerator).divide(denominator.multiply(BigInteger.valueOf(i)));
    }
    return sum.divide(denominator);
  }

  /**
   * The excess of the block behind one.
   *
   * @param baseFee of gas, not of blobs
   */
  public long nextExcess(long excessGas, long gasUsed, BigInteger baseFee) {
    long all = Math.addExact(excessGas, gasUsed);
    if (all < targetGas) {
      return 0;
    }
    if (isReserved
        && baseFee
                .multiply(EXECUTION_OF_A_BLOB)
                .compareTo(baseFee(excessGas).multiply(BigInteger.valueOf(GAS_PER_BLOB)))
            > 0) {
      return Math.addExact(excessGas, Math.multiplyExact(gasUsed, most - target) / most);
    }
    return all - targetGas;
  }
}
