package io.tapeline.chain.spv.series;

import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.Network;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 2,016 blocks of one difficulty.
 *
 * @param firstHeight of its first block
 * @param begins by that block's own clock
 * @param bits that block's target; on test networks single blocks of the period may be easier
 * @param change of the difficulty against the period before, a ratio, six decimals half-even: 0.05
 *     is five percent harder. Null for the first
 */
public record DifficultyPeriod(
    long firstHeight, Instant begins, CompactTarget bits, @Nullable BigDecimal change) {

  /** As nodes print it. */
  public BigDecimal difficulty() {
    return bits.difficulty();
  }

  /**
   * The periods that begin among these headers, which are in the order of their heights. Others
   * between are passed over, so first blocks alone will do.
   */
  public static List<DifficultyPeriod> of(List<ChainedHeader> headers) {
    List<DifficultyPeriod> periods = new ArrayList<>();
    for (ChainedHeader header : headers) {
      if (Network.startsPeriod(header.height())) {
        periods.add(of(header, periods.isEmpty() ? null : periods.getLast()));
      }
    }
    return periods;
  }

  private static DifficultyPeriod of(ChainedHeader first, @Nullable DifficultyPeriod before) {
    boolean next = before != null && before.firstHeight + Network.PERIOD_BLOCKS == first.height();
    return new DifficultyPeriod(
        first.height(),
        first.header().time(),
        first.header().bits(),
        before != null && next ? change(before.difficulty(), first) : null);
  }

  private static BigDecimal change(BigDecimal before, ChainedHeader first) {
    return first
        .header()
        .bits()
        .difficulty()
        .divide(before, 6, RoundingMode.HALF_EVEN)
        .subtract(BigDecimal.ONE);
  }
}
