package io.tapeline.chain.pool.index;

import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolPrice;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.index.BlockEnd;
import io.tapeline.index.PoolReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is stored of a pool, as the index takes it. */
final class PoolReadings {

  private PoolReadings() {}

  /**
   * @param isSettled whether its contract said that it is this pool; it has no price until then
   * @param ends newest first; what is behind a block that is missing is left away
   */
  static PoolReading of(
      IndexedPool indexed, Pool pool, boolean isSettled, List<KeptEnd> ends, long heardNanos) {
    List<BlockEnd> unbroken = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      if (i > 0 && !ends.get(i - 1).block().follows(ends.get(i).block())) {
        break;
      }
      KeptEnd end = ends.get(i);
      unbroken.add(end(pool, isSettled ? end : new KeptEnd(end.block(), null)));
    }
    return new PoolReading(indexed.id(), unbroken, heardNanos, indexed.freshNanos());
  }

  private static BlockEnd end(Pool pool, KeptEnd end) {
    BlockRef block = end.block();
    String hash = block.hash().toString();
    long time = nanos(block.time());
    return price(pool, end)
        .map(
            price ->
                BlockEnd.of(
                    block.number(),
                    hash,
                    time,
                    price.price(),
                    price.bidDepth().min(price.askDepth())))
        .orElseGet(() -> BlockEnd.unknown(block.number(), hash, time));
  }

  private static Optional<PoolPrice> price(Pool pool, KeptEnd end) {
    PoolState state = end.state();
    return state == null ? Optional.empty() : PoolPrice.of(pool, state);
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
