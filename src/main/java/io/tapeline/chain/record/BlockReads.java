package io.tapeline.chain.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.Standing;
import java.util.List;
import java.util.Optional;

/** Stored blocks, for callers. All fail with {@code store_unavailable} without a database. */
public interface BlockReads {

  /** As of {@link io.tapeline.ops.store.Horizon}: up to which moment all is stored. */
  Uni<Long> horizon(long atLeastNanos);

  /** The first ones as they were known at a moment. */
  Uni<List<KeptBlock>> list(BlockQuery query, long asOfNanos, int limit);

  /** The first events behind a place that were recorded by a moment. */
  Uni<List<ChainEvent>> events(String chain, ChainEvent.Place behind, long toNanos, int limit);

  /** Nothing where no block was stored by then. */
  Uni<Optional<Standing>> standing(String chain, long asOfNanos);
}
