package io.tapeline.chain.spv.fee;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one transaction of a block paid.
 *
 * @param satoshi what its inputs have more than its outputs
 * @param weight four for each byte, one for each byte of witnesses
 */
public record PaidFee(long satoshi, int weight) {

  public PaidFee {
    if (satoshi < 0 || weight <= 0) {
      throw new IllegalArgumentException(satoshi + ", " + weight);
    }
  }

  /** Satoshi per virtual byte, three decimals, rounded down. */
  BigDecimal rate() {
    return BigDecimal.valueOf(satoshi)
        .multiply(BigDecimal.valueOf(4))
        .divide(BigDecimal.valueOf(weight), 3, RoundingMode.DOWN);
  }
}
