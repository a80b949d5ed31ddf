package io.tapeline.index;

import java.util.List;

/**
 * A pool as it was read last.
 *
 * @param ends behind the newest blocks that are on its chain, the newest first, none left out
 * @param heardNanos when it was read, by our own clock, nanoseconds since 1970 UTC
 * @param freshNanos the newest block is to be so old at most
 */
public record PoolReading(PoolId pool, List<BlockEnd> ends, long heardNanos, long freshNanos) {

  /** Never: of a pool that was not read yet. */
  public static final long NEVER = Long.MIN_VALUE;

  public PoolReading {
    ends = List.copyOf(ends);
    for (int i = 1; i < ends.size(); i++) {
      if (ends.get(i).number() != ends.get(i - 1).number() - 1) {
        throw new IllegalArgumentException("blocks are left out below " + ends.get(i - 1).number());
      }
    }
  }

  /** One that is known of and was not read yet. */
  public static PoolReading none(PoolId pool) {
    return new PoolReading(pool, List.of(), NEVER, 0);
  }
}
