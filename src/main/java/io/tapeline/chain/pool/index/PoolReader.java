package io.tapeline.chain.pool.index;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.proof.Address;
import io.tapeline.index.IndexRules;
import io.tapeline.index.PoolReading;
import io.tapeline.index.app.PoolBoard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Reads what pools of the index say behind the newest stored blocks, and writes it on the board.
 */
@ApplicationScoped
class PoolReader {

  private final IndexedPools indexed;
  private final PoolBook pools;
  private final PoolEnds store;
  private final PoolBoard board;
  private final Clock clock;

  PoolReader(IndexedPools indexed, PoolBook pools, PoolEnds store, PoolBoard board, Clock clock) {
    this.indexed = indexed;
    this.pools = pools;
    this.store = store;
    this.board = board;
    this.clock = clock;
  }

  /** So that a pool of which nothing was read is listed as one that is left out. */
  void announce(String chain) {
    indexed.of(chain).forEach(pool -> board.write(PoolReading.none(pool.id())));
  }

  Uni<Void> read(String chain) {
    // what is found was so then at the earliest
    long now = now();
    Map<String, Pool> byName = new HashMap<>();
    pools.of(chain).forEach(pool -> byName.put(pool.name(), pool));
    List<IndexedPool> wanted =
        indexed.of(chain).stream().filter(each -> byName.containsKey(each.id().pool())).toList();
    List<Address> addresses =
        wanted.stream()
            .map(each -> Objects.requireNonNull(byName.get(each.id().pool())).address())
            .toList();
    return store
        .newest(chain, addresses, indexed.window(), IndexRules.LEAST_BLOCKS)
        .invoke(
            found -> {
              for (IndexedPool each : wanted) {
                Pool pool = Objects.requireNonNull(byName.get(each.id().pool()));
                List<KeptEnd> ends = found.getOrDefault(pool.address(), List.of());
                boolean isSettled = pools.isSettled(chain, pool);
                board.write(PoolReadings.of(each, pool, isSettled, ends, now));
              }
            })
        .replaceWithVoid();
  }

  private long now() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
