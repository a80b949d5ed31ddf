package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolCheck;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.pool.app.KeptState;
import io.tapeline.chain.pool.app.PoolBook;
import io.tapeline.chain.pool.app.PoolStore;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.record.BlockStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has stored what is in pools before a log tells of it: what their contracts say behind the newest
 * block that is stored. Each is compared once since the start as well, since what happened while a
 * pool was not named was not followed; and again when a reorg took the block.
 */
final class FirstStates {

  private static final Logger LOG = Logger.getLogger(FirstStates.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Further behind the head nodes may not have the state any more, and need not be asked. */
  private static final long NEAR_BLOCKS = 10;

  private final AskedChain chain;
  private final PoolBook pools;
  private final PoolStore store;
  private final BlockStore blocks;
  private final InstantSource clock;
  private final Waits waits;

  /** Number of the block behind which each was compared. */
  private final Map<Address, Long> compared = new ConcurrentHashMap<>();

  private volatile Instant nextLook = Instant.MIN;

  FirstStates(
      AskedChain chain, PoolBook pools, PoolStore store, BlockStore blocks, InstantSource clock) {
    this.chain = chain;
    this.pools = pools;
    this.store = store;
    this.blocks = blocks;
    this.clock = clock;
    this.waits = new Waits(clock, FIRST_WAIT, LONGEST_WAIT);
  }

  /** One pool. Fails as nodes and the database do. */
  Uni<Void> round() {
    Head head = chain.head();
    List<Pool> right = right();
    if (head == null || right.isEmpty() || clock.instant().isBefore(nextLook)) {
      return Uni.createFrom().voidItem();
    }
    nextLook = clock.instant().plus(LOOK_EVERY);
    List<Address> addresses = right.stream().map(Pool::address).toList();
    return Uni.combine()
        .all()
        .unis(blocks.newest(chain.name(), 1), store.states(chain.name(), addresses, Long.MAX_VALUE))
        .asTuple()
        .chain(found -> next(head, found.getItem1(), right, found.getItem2()));
  }

  private List<Pool> right() {
    return pools.of(chain.name()).stream()
        .filter(pool -> pools.check(chain.name(), pool.address()) instanceof PoolCheck.Right)
        .toList();
  }

  private Uni<Void> next(
      Head head, List<BlockRef> newest, List<Pool> right, Map<Address, KeptState> known) {
    if (newest.isEmpty() || newest.getFirst().number() + NEAR_BLOCKS < head.latest().number()) {
      return Uni.createFrom().voidItem();
    }
    return right.stream()
        .filter(each -> isOpen(each.address(), known.get(each.address())))
        .filter(each -> waits.isOver(each.address()))
        .findFirst()
        .map(pool -> compare(head, newest.getFirst(), pool, known.get(pool.address())))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** What was stored at the last comparison went if what is known is older. */
  private boolean isOpen(Address pool, @Nullable KeptState known) {
    Long last = compared.get(pool);
    return known == null || last == null || known.block().number() < last;
  }

  private Uni<Void> compare(Head head, BlockRef newest, Pool pool, @Nullable KeptState known) {
    Kind kind = Objects.requireNonNull(pool.kind());
    waits.later(pool.address());
    nextLook = Instant.MIN; // there may be more of them
    return chain
        .at(head, newest.hash())
        .chain(calls -> new PoolCalls(calls, pool).state(kind))
        .chain(
            said ->
                said.isPresent()
                    ? compare(newest, pool, known, said.get())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> compare(BlockRef newest, Pool pool, @Nullable KeptState known, PoolState said) {
    if (known != null && known.state().equals(said)) {
      done(pool, known.block().number());
      return Uni.createFrom().voidItem();
    }
    return store
        .begin(chain.name(), pool.address(), newest, said)
        .invoke(
            isStored -> {
              if (isStored) {
                done(pool, newest.number());
                tell(newest, pool, known);
              }
            })
        .replaceWithVoid();
  }

  private void done(Pool pool, long number) {
    waits.done(pool.address());
    compared.put(pool.address(), number);
  }

  private void tell(BlockRef newest, Pool pool, @Nullable KeptState known) {
    if (known == null) {
      LOG.infof("%s: %s is known from block %d on", chain.name(), pool.name(), newest.number());
    } else {
      LOG.warnf(
          "%s: behind block %d its contract says something else of %s than what was stored behind"
              + " block %d; that is taken from there on",
          chain.name(), newest.number(), pool.name(), known.block().number());
    }
  }
}
