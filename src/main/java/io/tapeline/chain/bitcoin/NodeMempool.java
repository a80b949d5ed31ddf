package io.tapeline.chain.bitcoin;

import io.tapeline.chain.spv.fee.MempoolFees;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of fees. Satoshi per virtual byte.
 *
 * @param waiting what waits in its mempool; null where it does not tell that by fee
 * @param least what it passes on
 * @param estimates its own, by the number of blocks within which
 */
public record NodeMempool(
    @Nullable MempoolFees waiting, BigDecimal least, Map<Integer, BigDecimal> estimates) {

  public NodeMempool {
    estimates = Map.copyOf(estimates);
  }
}
