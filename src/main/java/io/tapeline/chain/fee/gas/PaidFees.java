package io.tapeline.chain.fee.gas;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What was paid beyond base fees, block by block. It can't be proved without reading whole blocks,
 * so it is the median of what several nodes say: one that lies moves it no further than to what
 * another says.
 *
 * @param rows of each block, oldest first: at each percentile, ascending
 */
record PaidFees(List<List<BigInteger>> rows) {

  PaidFees {
    rows = List.copyOf(rows);
  }

  /**
   * @param said of the same blocks and percentiles, by at least one node
   */
  static PaidFees median(Collection<FeeHistory> said) {
    List<List<BigInteger>> rows = new ArrayList<>();
    List<List<BigInteger>> first = said.iterator().next().paid();
    for (int row = 0; row < first.size(); row++) {
      List<BigInteger> medians = new ArrayList<>();
      for (int at = 0; at < first.get(row).size(); at++) {
        medians.add(median(said, row, at));
      }
      rows.add(List.copyOf(medians));
    }
    return new PaidFees(rows);
  }

  private static BigInteger median(Collection<FeeHistory> said, int row, int at) {
    return lowerMedian(said.stream().map(each -> each.paid().get(row).get(at)).toList());
  }

  /** The lower of two that are in the middle. */
  static BigInteger lowerMedian(List<BigInteger> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElseThrow();
  }
}
