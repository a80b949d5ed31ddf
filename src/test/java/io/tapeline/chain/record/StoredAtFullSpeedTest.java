package io.tapeline.chain.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.chain.app.EvmChain;
import io.tapeline.chain.app.HeadTracker;
import io.tapeline.chain.app.Indexing;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.ops.ChainMeters;
import io.tapeline.ops.store.TestStores;
import io.tapeline.sandbox.chain.app.ChainSandbox;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * As fast as it goes: ten thousand whole blocks of the simulated chain, through to the database.
 */
class StoredAtFullSpeedTest {

  private static final int BLOCKS = 10_000;
  private static final int STEP_BLOCKS = 1_000;
  private static final int BLOCK_SECONDS = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** All that is stored would be more than ten times as much. */
  private static final long GROWTH_BYTES = 20L << 20;

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
  void tenThousandBlocksAreStoredWithFlatMemory() throws Exception {
    try (TestStores stores = TestStores.open();
        ChainSandbox sandbox = new ChainSandbox()) {
      EvmChain chain = sandbox.followed(Map.of());
      HeadTracker tracker = new HeadTracker(chain.followed(), Clock.systemUTC(), _ -> {});
      BlockRounds rounds =
          new BlockRounds(
              new EvmChain(
                  chain.followed(), chain.nodes(), List.of(), new Indexing(true, null, 7, 3)),
              tracker,
              BlockStores.of(stores),
              new ChainMeters(new SimpleMeterRegistry()));
      assertThat(sandbox.result("eth_blockNumber").isTextual()).isTrue();
      follow(tracker, rounds);
      long before = stored(stores);
      long first = requireNonNull(rounds.newest()).number();
      List<Long> used = new ArrayList<>();
      long begin = System.nanoTime();
      for (int done = 0; done < BLOCKS; done += STEP_BLOCKS) {
        sandbox.passSeconds((long) STEP_BLOCKS * BLOCK_SECONDS);
        follow(tracker, rounds);
        used.add(usedBytes());
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(requireNonNull(rounds.newest()).number()).isEqualTo(first + BLOCKS);
      assertThat(stored(stores) - before).isEqualTo(BLOCKS);
      List<Long> mebibytes = used.stream().map(bytes -> bytes >> 20).toList();
      Logger.getLogger(StoredAtFullSpeedTest.class)
          .infof("%d blocks in %s; MiB after each thousand: %s", BLOCKS, took, mebibytes);
      assertThat(used.getLast() - used.get(1)).as("%s", mebibytes).isLessThan(GROWTH_BYTES);
    }
  }

  private static long stored(TestStores stores) {
    return stores
        .rows("SELECT count(*) FROM chain_block WHERE withdrawn_at IS NULL")
        .getFirst()
        .getLong(0);
  }

  private static void follow(HeadTracker tracker, BlockRounds rounds) {
    do {
      tracker.round().await().atMost(PATIENCE);
      while (rounds.next().await().atMost(PATIENCE)) {
        // on
      }
    } while (tracker.isOnItsWay());
  }
}
