package io.tapeline.chain.bitcoin;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.block.TxOutput;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of a block beside its header. None of it follows from the header, so it takes
 * several nodes to believe it.
 *
 * @param transactions with the first, which makes coins
 * @param size bytes
 * @param weight four for each byte, one for each byte of witnesses
 * @param fees null where the node does not tell
 */
public record BlockFigures(int transactions, int size, int weight, @Nullable Fees fees) {

  private static final int PERCENTILES = 5;

  public BlockFigures {
    if (transactions < 1 || size < 81 || weight < size || weight > Block.MOST_WEIGHT) {
      throw new RefusedException(
          "a block of %d transactions, %d bytes and weight %d"
              .formatted(transactions, size, weight));
    }
  }

  /**
   * What its transactions paid.
   *
   * @param satoshi all in all
   * @param percentiles satoshi per virtual byte, as of {@link io.tapeline.chain.spv.fee.BlockFees}
   */
  public record Fees(long satoshi, List<BigDecimal> percentiles) {

    public Fees {
      percentiles = List.copyOf(percentiles);
      if (satoshi < 0
          || satoshi > TxOutput.MOST_SATOSHI
          || percentiles.size() != PERCENTILES
          || percentiles.getFirst().signum() < 0
          || !percentiles.stream().sorted().toList().equals(percentiles)) {
        throw new RefusedException("fees of %d satoshi, %s".formatted(satoshi, percentiles));
      }
    }
  }

  /** The same without what not every node tells. */
  public BlockFigures withoutFees() {
    return with(null);
  }

  public BlockFigures with(@Nullable Fees paid) {
    return new BlockFigures(transactions, size, weight, paid);
  }
}
