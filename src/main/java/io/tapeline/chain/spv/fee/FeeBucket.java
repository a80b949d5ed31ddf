package io.tapeline.chain.spv.fee;

import java.math.BigDecimal;

/**
 * Waiting transactions of about one fee rate.
 *
 * @param rate that they pay at least, satoshi per virtual byte
 * @param virtualBytes of all of them
 */
public record FeeBucket(BigDecimal rate, long virtualBytes) {

  public FeeBucket {
    if (rate.signum() < 0 || virtualBytes < 0) {
      throw new IllegalArgumentException(rate + ", " + virtualBytes);
    }
  }
}
