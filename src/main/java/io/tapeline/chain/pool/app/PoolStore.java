package io.tapeline.chain.pool.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.proof.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Kept states of pools, and swaps. Reads fail with {@code store_unavailable}. */
public interface PoolStore {

  /** The newest of each as it was known at a moment; those that were not known are missing. */
  Uni<Map<Address, KeptState>> states(String chain, Collection<Address> pools, long asOfNanos);

  /** Newest first, of the blocks that were known at a moment. */
  Uni<List<KeptSwap>> swaps(SwapQuery query, long asOfNanos, int limit);

  /** Of the day before the newest block that was known at a moment. */
  Uni<Turnover> day(String chain, Address pool, long asOfNanos);
}
