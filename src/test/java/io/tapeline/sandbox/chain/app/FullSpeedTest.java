package io.tapeline.sandbox.chain.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Following;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As fast as nodes answer: ten thousand blocks, from three of them, in the memory of a few. */
@Tag("long")
class FullSpeedTest {

  private static final int BLOCKS = 10_000;
  private static final int BLOCK_SECONDS = 12;

  /**
   * What may be added between the first measure and the last: the sandbox keeps chunks of blocks
   * that were asked for. All blocks that are followed would be ten times as much.
   */
  private static final long GROWTH_BYTES = 20L << 20;

  private @Nullable BlockRef last;
  private long heard;

  /** Each follows on the one before: nothing is left out, nothing told twice. */
  private void hear(Following following) {
    assertThat(following).isInstanceOf(Following.Extended.class);
    for (BlockRef block : ((Following.Extended) following).joined()) {
      BlockRef before = last;
      if (before != null) {
        assertThat(block.number()).isEqualTo(before.number() + 1);
        assertThat(block.parent()).isEqualTo(before.hash());
      }
      last = block;
      heard++;
    }
  }

  private static long usedBytes() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  @Test
  void tenThousandBlocksAreFollowedWithFlatMemory() throws Exception {
    try (ChainSandbox sandbox = new ChainSandbox()) {
      EvmChain chain = sandbox.followed(Map.of());
      HeadTracker tracker = new HeadTracker(chain.followed(), InstantSource.system(), this::hear);
      assertThat(sandbox.result("eth_blockNumber").isTextual()).isTrue();
      round(tracker);
      long first = requireNonNull(last).number();
      heard = 0;
      sandbox.passSeconds((long) BLOCKS * BLOCK_SECONDS);
      // all of them are there before the first is asked for: what is measured is following
      assertThat(sandbox.result("eth_blockNumber").isTextual()).isTrue();
      List<Long> used = new ArrayList<>();
      long begin = System.nanoTime();
      do {
        round(tracker);
        used.add(usedBytes());
      } while (tracker.isOnItsWay());
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(heard).isEqualTo(BLOCKS);
      assertThat(requireNonNull(last).number()).isEqualTo(first + BLOCKS);
      assertThat(used).hasSizeGreaterThanOrEqualTo(10);
      assertThat(used.getLast() - used.get(1))
          .as("%s MiB after each thousand, in %s", used.stream().map(b -> b >> 20).toList(), took)
          .isLessThan(GROWTH_BYTES);
      Logger.getLogger(FullSpeedTest.class)
          .infof(
              "%d blocks in %s; MiB after each thousand: %s",
              BLOCKS, took, used.stream().map(bytes -> bytes >> 20).toList());
    }
  }

  private static TrackedChain round(HeadTracker tracker) {
    TrackedChain state = tracker.round().await().atMost(Duration.ofMinutes(2));
    requireNonNull(state.head(), () -> String.valueOf(state.problem()));
    return state;
  }
}
