package io.tapeline.chain.spv.series;

import io.tapeline.chain.spv.follow.ChainedHeader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * How fast the network hashes, estimated as Bitcoin Core's {@code getnetworkhashps} does: the work
 * of the blocks after the window's first, over the time from the earliest to the latest of all. An
 * estimate from {@code n} blocks strays by about 1/√n; 144 blocks, a day, by eight percent.
 *
 * @param perSecond hashes, 16 significant digits
 * @param blocks whose work was counted
 */
public record HashRate(BigDecimal perSecond, int blocks) {

  private static final MathContext DIGITS = new MathContext(16, RoundingMode.HALF_EVEN);

  public HashRate {
    perSecond = perSecond.stripTrailingZeros();
  }

  /**
   * @param window headers of one chain, each on the one before
   * @return nothing where there are less than two, or no time passed between them
   */
  public static Optional<HashRate> over(List<ChainedHeader> window) {
    LongSummaryStatistics times =
        window.stream().mapToLong(header -> header.header().timeSeconds()).summaryStatistics();
    if (window.size() < 2 || times.getMax() == times.getMin()) {
      return Optional.empty();
    }
    requireLinked(window);
    BigInteger work = window.getLast().work().subtract(window.getFirst().work());
    BigDecimal seconds = BigDecimal.valueOf(times.getMax() - times.getMin());
    return Optional.of(
        new HashRate(new BigDecimal(work).divide(seconds, DIGITS), window.size() - 1));
  }

  private static void requireLinked(List<ChainedHeader> window) {
    for (int i = 1; i < window.size(); i++) {
      if (!window.get(i).header().previous().equals(window.get(i - 1).hash())) {
        throw new IllegalArgumentException("not linked at height " + window.get(i).height());
      }
    }
  }
}
