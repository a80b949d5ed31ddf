package io.tapeline.chain.spv.fee;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a block's transactions paid.
 *
 * @param weight of the whole block, at most 4,000,000
 * @param percentiles satoshi per virtual byte: what a tenth, a quarter, a half, three quarters and
 *     nine tenths of the block's weight paid at most, in this order; five, none lower than the one
 *     before. Bitcoin Core's {@code feerate_percentiles}
 */
public record BlockFees(int weight, List<BigDecimal> percentiles) {

  private static final List<Integer> PERCENTS = List.of(10, 25, 50, 75, 90);

  /** From here on a block counts as full: it had to leave something out. */
  private static final int FULL_WEIGHT = 3_800_000;

  public BlockFees {
    percentiles = List.copyOf(percentiles);
    if (percentiles.size() != PERCENTS.size()
        || !percentiles.stream().sorted().toList().equals(percentiles)) {
      throw new IllegalArgumentException("percentiles: " + percentiles);
    }
  }

  /**
   * Of all transactions but the first.
   *
   * @param weight of the whole block
   */
  public static BlockFees of(int weight, List<PaidFee> paid) {
    List<PaidFee> upwards = paid.stream().sorted(Comparator.comparing(PaidFee::rate)).toList();
    long total = paid.stream().mapToLong(PaidFee::weight).sum();
    List<BigDecimal> rates = new ArrayList<>();
    long weighed = 0;
    for (PaidFee fee : upwards) {
      weighed += fee.weight();
      while (rates.size() < PERCENTS.size()
          && weighed * 100 >= total * PERCENTS.get(rates.size())) {
        rates.add(fee.rate());
      }
    }
    while (rates.size() < PERCENTS.size()) {
      rates.add(BigDecimal.ZERO);
    }
    return new BlockFees(weight, rates);
  }

  /**
   * What it took to get into it: the lowest tenth's rate where it was full, nothing where there was
   * room. The very lowest is not taken, since miners let in what they like.
   */
  BigDecimal asked() {
    return weight >= FULL_WEIGHT ? percentiles.getFirst() : BigDecimal.ZERO;
  }
}
