package io.tapeline.chain.pool.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.proof.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Kept states of pools, and swaps. Reads fail with {@code store_unavailable}. */
public interface PoolStore {

  /** The newest of each as it was known at a moment; those that were not known are missing. */
  Uni<Map<Address, KeptState>> states(String chain, Collection<Address> pools, long asOfNanos);

  /**
   * What a pool's contract says of itself behind the newest block that is stored, of which no log
   * told. It is known from then on, as long as its block is.
   *
   * @return false, and nothing is stored, where another block is the newest now
   */
  Uni<Boolean> begin(String chain, Address pool, BlockRef newest, PoolState state);

  /** Newest first, of the blocks that were known at a moment. */
  Uni<List<KeptSwap>> swaps(SwapQuery query, long asOfNanos, int limit);

  /** Of the day before the newest block that was known at a moment. */
  Uni<Turnover> day(String chain, Address pool, long asOfNanos);
}
