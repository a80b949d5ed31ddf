package io.tapeline.chain.app;

import io.tapeline.chain.follow.Head;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain is, as far as its nodes agree.
 *
 * @param head null before they first did
 * @param agreed when they last did; null likewise
 * @param by the nodes that agreed then
 * @param reorgs how often blocks were taken back since the service began
 * @param deepestReorg blocks that were taken back at once at most
 * @param problem why the head is not newer, a sentence; null if it is as new as it can be
 */
public record TrackedChain(
    @Nullable Head head,
    @Nullable Instant agreed,
    Set<String> by,
    long reorgs,
    int deepestReorg,
    @Nullable String problem) {

  public TrackedChain {
    by = Set.copyOf(by);
  }

  public static final TrackedChain UNKNOWN =
      new TrackedChain(null, null, Set.of(), 0, 0, "Its nodes were not asked yet.");

  public TrackedChain reorganized(int depth) {
    return new TrackedChain(head, agreed, by, reorgs + 1, Math.max(deepestReorg, depth), problem);
  }

  /** What was safe or final on the chain that is gone says nothing of the one that begins. */
  TrackedChain anew() {
    return new TrackedChain(null, agreed, by, reorgs, deepestReorg, problem);
  }

  public TrackedChain at(Head now, Instant time, Set<String> who) {
    return new TrackedChain(now, time, who, reorgs, deepestReorg, null);
  }

  /** There is a newer head, and not enough nodes to stand for it. */
  public TrackedChain heldAt(Head now, Set<String> who, String why) {
    return new TrackedChain(now, agreed, who, reorgs, deepestReorg, why);
  }

  public TrackedChain held(String why) {
    return new TrackedChain(head, agreed, by, reorgs, deepestReorg, why);
  }
}
