package io.tapeline.index;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says over its newest blocks, so that who moves it for a block or two moves nothing
 * here: the median of its prices behind each, and the least of its depths.
 *
 * @param blocks how many these are
 * @param value quote asset per unit of base; null if one of the blocks has no price, or there are
 *     too few
 * @param depth in the quote asset; zero without a value
 * @param quantity the same in base units, depth / value, 10^17 at most
 */
record PoolWindow(int blocks, @Nullable Decimal value, Decimal depth, Decimal quantity) {

  private static final Decimal MOST_QUANTITY = Decimal.of(Decimal.powerOfTen(17));

  /**
   * @param ends newest first
   * @param lengthNanos before the newest block, by the blocks' own time; at least five blocks
   */
  static PoolWindow of(List<BlockEnd> ends, long lengthNanos) {
    int blocks = 0;
    while (blocks < ends.size()
        && (blocks < IndexRules.LEAST_BLOCKS
            || ends.get(blocks).timeNanos() > ends.getFirst().timeNanos() - lengthNanos)) {
      blocks++;
    }
    List<BlockEnd> in = ends.subList(0, blocks);
    if (blocks < IndexRules.LEAST_BLOCKS || in.stream().anyMatch(end -> end.price() == null)) {
      return new PoolWindow(blocks, null, Decimal.ZERO, Decimal.ZERO);
    }
    Decimal value = median(in);
    Decimal depth = in.stream().map(BlockEnd::depth).min(Decimal::compareTo).orElseThrow();
    return new PoolWindow(blocks, value, depth, quantity(depth, value));
  }

  private static Decimal median(List<BlockEnd> ends) {
    Decimal[] prices =
        ends.stream().map(end -> Objects.requireNonNull(end.price())).toArray(Decimal[]::new);
    Arrays.sort(prices);
    Decimal upper = prices[prices.length / 2];
    return prices.length % 2 == 1 ? upper : Decimal.mid(prices[prices.length / 2 - 1], upper);
  }

  private static Decimal quantity(Decimal depth, Decimal value) {
    BigDecimal most = value.times(MOST_QUANTITY);
    return depth.toBigDecimal().compareTo(most) >= 0 ? MOST_QUANTITY : depth.dividedBy(value);
  }
}
