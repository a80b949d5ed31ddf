package io.tapeline.sandbox.chain.activity;

import java.time.Duration;

/**
 * How a simulated chain goes with time: one block each so many seconds, numbered from 2020 on. It
 * begins anew every 21,600 blocks, three days where a block takes 12 seconds: what came before is
 * gone then, and nobody has to make up more than that to know the newest block. So that there are
 * blocks before the newest at any time, it begins 3,600 blocks early.
 *
 * @param blockSeconds between blocks
 */
public record ChainTerms(int blockSeconds) {

  /** The chain's own number (EIP-155): {@code TAPELINE} on a telephone's keys. */
  public static final long ID = 82_735_463;

  /** 2020-01-02T00:00:00Z, a Thursday, as 1970 began. */
  public static final long ORIGIN = 1_577_923_200;

  public static final long PERIOD_BLOCKS = 21_600;
  public static final long EARLY_BLOCKS = 3_600;

  public ChainTerms {
    if (blockSeconds < 1 || blockSeconds > Duration.ofMinutes(1).toSeconds()) {
      throw new IllegalArgumentException("blockSeconds: " + blockSeconds);
    }
  }

  /** The newest block at this second since 1970 UTC, from 2020 on. */
  public long newest(long second) {
    return Math.max(EARLY_BLOCKS, Math.floorDiv(second - ORIGIN, (long) blockSeconds));
  }

  /** When a block is made, seconds since 1970 UTC. */
  public long timestamp(long number) {
    return ORIGIN + number * blockSeconds;
  }

  /** The first block of the chain of which this one is the newest. */
  public long first(long newest) {
    return Math.max(0, newest / PERIOD_BLOCKS * PERIOD_BLOCKS - EARLY_BLOCKS);
  }
}
