package io.tapeline.chain.spv.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.HeaderFault;
import io.tapeline.chain.spv.header.Network;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Several periods of 2,016 headers, each really mined, on a network where a block takes sixteen
 * hashes at first. What is expected is worked out here by the words of the rule, not by its class.
 */
class DifficultyAdjustmentTest {

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  /** Mines on while it is told how, and keeps what it needs to work out the next target. */
  private static final class Walk {

    final Network network;
    final HeaderChain chain;
    BlockHeader last;
    BlockHeader periodFirst;
    long height;

    Walk(Network network) {
      this.network = network;
      this.chain = new HeaderChain(network, TrustedBase.genesis(network), Bounds.USUAL);
      this.last = network.genesis();
      this.periodFirst = last;
    }

    BlockHeader mine(long spacingSeconds, CompactTarget bits) {
      return Miner.after(
          last, new Hash256(height, 1, 0, 0), last.timeSeconds() + spacingSeconds, bits);
    }

    Acceptance offer(BlockHeader header) {
      Acceptance acceptance = chain.accept(header, LATER);
      if (acceptance instanceof Acceptance.Extended) {
        last = header;
        height++;
        periodFirst = height % 2_016 == 0 ? header : periodFirst;
      }
      return acceptance;
    }

    /** To the last block of the period. */
    void finishPeriod(long spacingSeconds) {
      while (height % 2_016 != 2_015) {
        assertThat(offer(mine(spacingSeconds, periodFirst.bits())))
            .isInstanceOf(Acceptance.Extended.class);
      }
    }

    /** By how many seconds the period took, first block to last. */
    CompactTarget retargeted(BlockHeader from) {
      long taken = last.timeSeconds() - periodFirst.timeSeconds();
      long counted = Math.max(302_400, Math.min(4_838_400, taken));
      BigInteger target =
          from.bits()
              .magnitude()
              .multiply(BigInteger.valueOf(counted))
              .divide(BigInteger.valueOf(1_209_600));
      return CompactTarget.encode(target.min(network.limit()));
    }

    /** A wrong target is refused, and then the right one accepted. */
    void beginPeriod(CompactTarget right) {
      BigInteger other = right.magnitude().shiftRight(1);
      assertThat(offer(mine(600, CompactTarget.encode(other))))
          .isEqualTo(
              new Acceptance.Refused(
                  HeaderFault.WRONG_TARGET, CompactTarget.encode(other) + " instead of " + right));
      assertThat(offer(mine(600, right))).isInstanceOf(Acceptance.Extended.class);
    }
  }

  @Test
  void targetsFollowTheTimeThatPeriodsTook() {
    Walk walk = new Walk(Miner.EASY);
    CompactTarget limit = Miner.EASY.limitBits();

    walk.finishPeriod(300);
    CompactTarget twice = walk.retargeted(walk.last);
    // 2,015 spacings of 300 s over 2,016 of 600 s: the off-by-one makes it a little harder than
    // twice
    assertThat(twice.magnitude())
        .isEqualTo(
            CompactTarget.encode(
                    limit
                        .magnitude()
                        .multiply(BigInteger.valueOf(2_015 * 300L))
                        .divide(BigInteger.valueOf(2_016 * 600L)))
                .magnitude());
    walk.beginPeriod(twice);

    // faster than four times: clamped
    walk.finishPeriod(100);
    CompactTarget eightTimes = walk.retargeted(walk.last);
    assertThat(eightTimes.magnitude())
        .isBetween(
            twice.magnitude().divide(BigInteger.valueOf(4)).subtract(BigInteger.ONE.shiftLeft(236)),
            twice.magnitude().divide(BigInteger.valueOf(4)));
    walk.beginPeriod(eightTimes);

    // slower than four times: clamped to four times, which is still below the limit
    walk.finishPeriod(6_000);
    CompactTarget easier = walk.retargeted(walk.last);
    assertThat(easier.magnitude()).isGreaterThan(eightTimes.magnitude());
    assertThat(easier.magnitude()).isLessThanOrEqualTo(eightTimes.magnitude().shiftLeft(2));
    walk.beginPeriod(easier);

    // so slow that the limit holds
    walk.finishPeriod(2_000);
    assertThat(walk.retargeted(walk.last)).isEqualTo(limit);
    walk.beginPeriod(limit);

    assertThat(walk.chain.head().height()).isEqualTo(4 * 2_016);
    assertThat(walk.chain.size()).isEqualTo(Bounds.USUAL.keptBlocks());
  }

  @Test
  void withinAPeriodAnotherTargetIsRefused() {
    Walk walk = new Walk(Miner.EASY);
    walk.offer(walk.mine(600, Miner.EASY.limitBits()));

    assertThat(walk.offer(walk.mine(600, CompactTarget.parse("2007ffff"))))
        .isEqualTo(
            new Acceptance.Refused(HeaderFault.WRONG_TARGET, "2007ffff instead of 200fffff"));
  }

  @Test
  void onATestNetworkLateBlocksAreEasiestAndTheNextIsNot() {
    Network network = Miner.easy(true, false);
    Walk walk = new Walk(network);
    walk.finishPeriod(300);
    CompactTarget harder = walk.retargeted(walk.last);
    walk.beginPeriod(harder);

    assertThat(walk.offer(walk.mine(1_200, network.limitBits())))
        .isInstanceOf(Acceptance.Refused.class);
    assertThat(walk.offer(walk.mine(1_201, harder))).isInstanceOf(Acceptance.Refused.class);
    assertThat(walk.offer(walk.mine(1_201, network.limitBits())))
        .isInstanceOf(Acceptance.Extended.class);
    assertThat(walk.offer(walk.mine(600, network.limitBits())))
        .isInstanceOf(Acceptance.Refused.class);
    assertThat(walk.offer(walk.mine(600, harder))).isInstanceOf(Acceptance.Extended.class);
  }

  /** The block storms of testnet3: a period that ends easiest makes the next begin near it. */
  @Test
  void anEasiestLastBlockIsForgottenByBip94Only() {
    for (boolean bip94 : new boolean[] {false, true}) {
      Network network = Miner.easy(true, bip94);
      Walk walk = new Walk(network);
      walk.finishPeriod(300);
      CompactTarget harder = walk.retargeted(walk.last);
      walk.beginPeriod(harder);
      while (walk.height % 2_016 != 2_014) {
        walk.offer(walk.mine(590, harder));
      }
      assertThat(walk.offer(walk.mine(1_201, network.limitBits())))
          .isInstanceOf(Acceptance.Extended.class);

      CompactTarget next = walk.retargeted(bip94 ? walk.periodFirst : walk.last);
      walk.beginPeriod(next);
      assertThat(next.magnitude().compareTo(harder.magnitude())).isEqualTo(bip94 ? -1 : 1);
    }
  }

  @Test
  void bip94RefusesAPeriodThatBeginsMoreThanTenMinutesBack() {
    Network network = Miner.easy(true, true);
    Walk walk = new Walk(network);
    walk.finishPeriod(600);
    CompactTarget next = walk.retargeted(walk.periodFirst);

    assertThat(walk.offer(walk.mine(-601, next)))
        .isInstanceOfSatisfying(
            Acceptance.Refused.class,
            refused -> assertThat(refused.fault()).isEqualTo(HeaderFault.TIME_WARP));
    assertThat(walk.offer(walk.mine(-600, next))).isInstanceOf(Acceptance.Extended.class);
  }

  @Test
  void elsewhereAPeriodMayBeginEarlier() {
    Walk walk = new Walk(Miner.EASY);
    walk.finishPeriod(600);

    assertThat(walk.offer(walk.mine(-1_800, walk.retargeted(walk.last))))
        .isInstanceOf(Acceptance.Extended.class);
  }
}
