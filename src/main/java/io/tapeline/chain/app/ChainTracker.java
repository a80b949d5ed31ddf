package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import java.util.Map;
import java.util.Optional;

/** Follows one chain, round by round. One round at a time; the rest from any thread. */
public interface ChainTracker {

  FollowedChain chain();

  TrackedChain state();

  /** The newest block that nodes agree on; empty before there is one. */
  default Optional<BlockRef> latest() {
    return Optional.ofNullable(state().head()).map(Head::latest);
  }

  /** How high each node is that answered in the last round, as far as that is known. */
  default Map<String, Long> heights() {
    return Map.of();
  }

  /** Asks nodes where the chain is. Never fails for what they do; the state says what is wrong. */
  Uni<TrackedChain> round();

  /** Whether the last round took a piece of a long way, and the next can go on at once. */
  boolean isOnItsWay();
}
