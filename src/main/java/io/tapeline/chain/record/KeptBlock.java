package io.tapeline.chain.record;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored block as it was known at a moment.
 *
 * @param id of its row
 * @param revision 1 for the first block of its height that was recorded
 * @param withdrawn when it was taken back; null if it was not by then
 */
public record KeptBlock(
    long id,
    BlockRef block,
    Figures figures,
    int revision,
    Instant recorded,
    @Nullable Instant withdrawn) {

  /**
   * What it says of itself.
   *
   * @param baseFee wei for a unit of gas; null before the fork that has it
   * @param blobGasUsed likewise
   * @param excessBlobGas likewise
   * @param logs of all its transactions
   */
  public record Figures(
      Address miner,
      long gasUsed,
      long gasLimit,
      @Nullable BigInteger baseFee,
      @Nullable Long blobGasUsed,
      @Nullable Long excessBlobGas,
      int transactions,
      int logs,
      int withdrawals) {}
}
