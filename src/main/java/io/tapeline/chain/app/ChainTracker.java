package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;

/** Follows one chain, round by round. One round at a time; the rest from any thread. */
public interface ChainTracker {

  FollowedChain chain();

  TrackedChain state();

  /** Asks nodes where the chain is. Never fails for what they do; the state says what is wrong. */
  Uni<TrackedChain> round();

  /** Whether the last round took a piece of a long way, and the next can go on at once. */
  boolean isOnItsWay();
}
