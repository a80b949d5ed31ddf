package io.tapeline.chain.spv.header;

import java.math.BigInteger;

/**
 * Which target a block must have: every 2,016 blocks it is changed so that as many would have taken
 * two weeks, by no more than a factor of four.
 *
 * <p>The time that is measured goes from a period's first block to its last, so it spans 2,015
 * intervals and not 2,016. That is Bitcoin's own off-by-one, and part of its rules.
 *
 * <p>Bitcoin Core finds the target of a test network's ordinary block by walking back over blocks
 * of the easiest target to the last that is none, or to the period's first. Each block of a period
 * has either the easiest target or what that walk finds, so the walk always finds the target of the
 * period's first block, and that is taken here without walking.
 */
public final class DifficultyRule {

  private static final int MOST_CHANGE = 4;

  private DifficultyRule() {}

  /**
   * The target of the block after a parent.
   *
   * @param height the block's, not the parent's
   * @param period of the parent
   * @param timeSeconds the block's
   */
  public static CompactTarget required(
      Network network, long height, BlockHeader parent, PeriodStart period, long timeSeconds) {
    if (Network.startsPeriod(height)) {
      return network.retargets() ? next(network, parent, period) : parent.bits();
    }
    boolean late = timeSeconds > parent.timeSeconds() + 2 * Network.SPACING_SECONDS;
    return network.twentyMinutes() && late ? network.limitBits() : period.bits();
  }

  /**
   * The next period's target, from the last block of the one before. The product is exact here; in
   * Bitcoin Core it has 256 bits, which on its networks that retarget is always enough.
   */
  private static CompactTarget next(Network network, BlockHeader last, PeriodStart period) {
    long taken = last.timeSeconds() - period.timeSeconds();
    long counted =
        Math.clamp(
            taken, Network.PERIOD_SECONDS / MOST_CHANGE, Network.PERIOD_SECONDS * MOST_CHANGE);
    CompactTarget from = network.bip94() ? period.bits() : last.bits();
    BigInteger target =
        from.magnitude()
            .multiply(BigInteger.valueOf(counted))
            .divide(BigInteger.valueOf(Network.PERIOD_SECONDS));
    return CompactTarget.encode(target.min(network.limit()));
  }

  /**
   * Whether a target may follow another at the start of a period when it is not known how long the
   * one before took: no more than four times easier or harder, up to rounding, and no easier than
   * the limit. Bitcoin Core calls it {@code PermittedDifficultyTransition}.
   */
  public static boolean mayFollow(Network network, CompactTarget before, CompactTarget after) {
    BigInteger four = BigInteger.valueOf(MOST_CHANGE);
    BigInteger easiest =
        CompactTarget.encode(before.magnitude().multiply(four).min(network.limit())).magnitude();
    BigInteger hardest =
        CompactTarget.encode(before.magnitude().divide(four).min(network.limit())).magnitude();
    BigInteger given = after.magnitude();
    return given.compareTo(easiest) <= 0 && given.compareTo(hardest) >= 0;
  }
}
