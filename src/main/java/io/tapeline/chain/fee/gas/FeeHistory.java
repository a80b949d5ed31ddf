package io.tapeline.chain.fee.gas;

import io.tapeline.chain.RefusedException;
import java.math.BigInteger;
import java.util.List;

/**
 * What a node says of fees of some blocks ({@code eth_feeHistory}). Wei for a unit of gas.
 *
 * @param oldest number of the first block
 * @param baseFees of each block, oldest first, and of the one behind the last
 * @param blobBaseFees the same of blobs; empty if it does not say
 * @param paid of each block, what was paid beyond the base fee at each percentile of its gas,
 *     ascending
 */
public record FeeHistory(
    long oldest,
    List<BigInteger> baseFees,
    List<BigInteger> blobBaseFees,
    List<List<BigInteger>> paid) {

  /**
   * @throws RefusedException if that is no history
   */
  public FeeHistory {
    baseFees = List.copyOf(baseFees);
    blobBaseFees = List.copyOf(blobBaseFees);
    paid = paid.stream().map(List::copyOf).toList();
    if (baseFees.size() != paid.size() + 1
        || (!blobBaseFees.isEmpty() && blobBaseFees.size() != baseFees.size())) {
      throw new RefusedException("its history of fees has parts of several lengths");
    }
    for (List<BigInteger> row : paid) {
      for (int i = 1; i < row.size(); i++) {
        if (row.get(i).compareTo(row.get(i - 1)) < 0) {
          throw new RefusedException("its percentiles of fees do not ascend");
        }
      }
    }
  }

  /**
   * Whether it is of these blocks: their base fees are known for sure.
   *
   * @throws RefusedException if it is not
   */
  public void requireOf(List<FeeBlock> blocks, int percentiles) {
    if (paid.size() != blocks.size()
        || oldest != blocks.getFirst().ref().number()
        || paid.stream().anyMatch(row -> row.size() != percentiles)) {
      throw new RefusedException("its history of fees is not of what was asked for");
    }
    for (int i = 0; i < blocks.size(); i++) {
      FeeBlock block = blocks.get(i);
      if (!baseFees.get(i).equals(block.baseFee())) {
        throw new RefusedException(
            "it says that block %d has the base fee %s, not %s"
                .formatted(block.ref().number(), baseFees.get(i), block.baseFee()));
      }
    }
  }
}
