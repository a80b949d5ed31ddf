package io.tapeline.chain.spv.fee;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to pay, by a method that can be checked by hand. Each level is the highest of three rates:
 *
 * <ol>
 *   <li>what waits in the mempool: the rate above which there is as much as the next block has room
 *       for (fast), the next three (normal), the next six (slow);
 *   <li>what the last twelve blocks asked for, each its lowest tenth's rate, or nothing where it
 *       was not full: the upper quartile of them (fast), the median (normal), the lower quartile
 *       (slow);
 *   <li>the least that the node passes on.
 * </ol>
 *
 * <p>The first follows the present, and knows nothing of what comes in until the next block; the
 * second knows how much that usually is. Slow is never above normal, nor normal above fast.
 */
public record FeeEstimate(FeeLevel slow, FeeLevel normal, FeeLevel fast) {

  /** How many of the newest blocks count. */
  public static final int BLOCKS = 12;

  /**
   * @param recent the newest last; those before the last twelve don't count
   * @param mempool null where it is not known
   * @param least that the node passes on, usually 1 or less
   * @return nothing where neither blocks nor a mempool are known
   */
  public static Optional<FeeEstimate> from(
      List<BlockFees> recent, @Nullable MempoolFees mempool, BigDecimal least) {
    if (recent.isEmpty() && mempool == null) {
      return Optional.empty();
    }
    List<BigDecimal> asked =
        recent.subList(Math.max(0, recent.size() - BLOCKS), recent.size()).stream()
            .map(BlockFees::asked)
            .sorted()
            .toList();
    return Optional.of(
        new FeeEstimate(
            level(6, 25, asked, mempool, least),
            level(3, 50, asked, mempool, least),
            level(1, 75, asked, mempool, least)));
  }

  private static FeeLevel level(
      int blocks,
      int percent,
      List<BigDecimal> asked,
      @Nullable MempoolFees mempool,
      BigDecimal least) {
    BigDecimal byMempool = mempool == null ? null : mempool.threshold(blocks);
    BigDecimal byBlocks = asked.isEmpty() ? null : nearestRank(asked, percent);
    BigDecimal rate =
        Stream.of(Optional.ofNullable(byMempool), Optional.ofNullable(byBlocks))
            .flatMap(Optional::stream)
            .reduce(least, BigDecimal::max)
            .setScale(3, RoundingMode.UP);
    return new FeeLevel(blocks, rate, byMempool, byBlocks);
  }

  /** The lowest of which so many percent are no higher. */
  private static BigDecimal nearestRank(List<BigDecimal> sorted, int percent) {
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }
}
