package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Branch;
import io.tapeline.chain.quorum.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Blocks of a chain by their numbers, also old ones: what its follower keeps, and what its nodes
 * agree on. Any thread.
 */
public final class ChainPath {

  private final HeadTracker tracker;
  private final FollowedChain chain;
  private final Lead lead;

  public ChainPath(HeadTracker tracker) {
    this.tracker = tracker;
    this.chain = tracker.chain();
    this.lead = new Lead(chain.nodes());
  }

  /**
   * The block that has this number. Fails with {@link NodeException} where it is not kept and not
   * enough nodes say the same.
   */
  public Uni<BlockRef> agreed(long number) {
    List<BlockRef> kept = tracker.kept(new BlockRange(number, number));
    return kept.isEmpty()
        ? chain
            .nodes()
            .all(chain.nodes().believed(), node -> node.block(number))
            .map(said -> agreed(number, said))
        : Uni.createFrom().item(kept.getFirst());
  }

  private BlockRef agreed(long number, Map<String, Said<BlockRef>> said) {
    return switch (chain.quorum().on(Poll.answers(said))) {
      case Verdict.Agreed<BlockRef>(var block, _, _) -> block;
      case Verdict.Split<BlockRef> _ ->
          throw new NodeException(
              NodeFault.BEHIND, "nodes do not agree which block has the number " + number);
      case Verdict.TooFew<BlockRef> _ ->
          throw new NodeException(
              NodeFault.BEHIND, "too few nodes say which block has the number " + number);
    };
  }

  /**
   * The branch with these blocks before it. Each is the one whose hash the next names. Fails with
   * {@link NodeException} if no node has them.
   *
   * @param missing ends just before its first
   */
  public Uni<Branch> lead(Branch branch, BlockRange missing) {
    Branch longer = kept(branch, missing);
    long before = longer.first().number() - 1;
    return before < missing.first()
        ? Uni.createFrom().item(longer)
        : lead.to(longer, new BlockRange(missing.first(), before));
  }

  /** Without asking, as far as that goes. */
  private Branch kept(Branch branch, BlockRange missing) {
    try {
      return branch.after(tracker.kept(missing));
    } catch (RefusedException _) {
      return branch; // it left the chain since, or what is kept ends before it
    }
  }
}
