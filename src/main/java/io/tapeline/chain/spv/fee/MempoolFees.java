package io.tapeline.chain.spv.fee;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a place, by what it pays: the {@code fee_histogram} of Esplora and Electrum.
 *
 * @param buckets the highest rate first. Each holds what pays its rate or more, and less than the
 *     one before
 */
public record MempoolFees(List<FeeBucket> buckets) {

  /** A block's room, a quarter of its weight. */
  static final long BLOCK_VIRTUAL_BYTES = 1_000_000;

  public MempoolFees {
    buckets = buckets.stream().sorted(Comparator.comparing(FeeBucket::rate).reversed()).toList();
  }

  /**
   * The rate above which there is just so much waiting as so many blocks have room for. Within a
   * bucket the bytes are taken to be spread evenly between its rate and that of the one before; the
   * highest bucket has none before it, and its own rate is taken.
   *
   * @return satoshi per virtual byte, three decimals, rounded up; null where less is waiting
   */
  public @Nullable BigDecimal threshold(int blocks) {
    long room = blocks * BLOCK_VIRTUAL_BYTES;
    @Nullable BigDecimal above = null;
    for (FeeBucket bucket : buckets) {
      if (bucket.virtualBytes() > 0 && bucket.virtualBytes() >= room) {
        return within(bucket, above, room);
      }
      room -= bucket.virtualBytes();
      above = bucket.rate();
    }
    return null;
  }

  private static BigDecimal within(FeeBucket bucket, @Nullable BigDecimal above, long room) {
    BigDecimal width = above == null ? BigDecimal.ZERO : above.subtract(bucket.rate());
    BigDecimal belowAbove =
        width
            .multiply(BigDecimal.valueOf(room))
            .divide(BigDecimal.valueOf(bucket.virtualBytes()), 3, RoundingMode.DOWN);
    BigDecimal rate = (above == null ? bucket.rate() : above).subtract(belowAbove);
    return rate.setScale(3, RoundingMode.UP);
  }
}
