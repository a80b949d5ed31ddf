package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.BlockWindow;
import io.tapeline.chain.follow.Branch;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.quorum.Verdict;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows one chain, round by round: asks all nodes where it is, takes the greatest height that
 * enough have reached, has them agree which block is there, and fetches what leads to it. After a
 * time in which nobody followed it takes long ways in pieces, each agreed on. One round at a time.
 */
public final class HeadTracker implements ChainTracker {

  /** What is fetched in one round at most, and is in memory until it is linked. */
  static final int PIECE_BLOCKS = 1_000;

  private final FollowedChain chain;
  private final InstantSource clock;
  private final Consumer<Following> heard;
  private final BlockWindow window;
  private final Trust trust;
  private final Lead lead;
  private final Surer surer;
  private volatile TrackedChain state = TrackedChain.UNKNOWN;
  private volatile Map<String, Long> heights = Map.of();
  private volatile boolean isOnItsWay;

  /** Those who answered first did not agree, so the others are needed as well. */
  private boolean waitsForAll;

  /**
   * @param heard told what came and what was taken back, in order, and when a reorg is too deep to
   *     know that; the chain begins anew then
   */
  public HeadTracker(FollowedChain chain, InstantSource clock, Consumer<Following> heard) {
    this.chain = chain;
    this.clock = clock;
    this.heard = heard;
    this.window = new BlockWindow(chain.reorgBlocks());
    this.trust = new Trust(chain, clock);
    this.lead = new Lead(chain.nodes());
    this.surer = new Surer(chain.quorum());
  }

  @Override
  public FollowedChain chain() {
    return chain;
  }

  @Override
  public TrackedChain state() {
    return state;
  }

  /**
   * A node said what can't be so, of something that another proved. Any thread.
   *
   * @param why a clause for people
   */
  public void refute(String node, String why) {
    trust.refute(node, why);
  }

  /** What it keeps of these, ascending. Any thread. */
  List<BlockRef> kept(BlockRange blocks) {
    synchronized (window) {
      return window.blocks(blocks);
    }
  }

  @Override
  public Map<String, Long> heights() {
    return heights;
  }

  @Override
  public boolean isOnItsWay() {
    return isOnItsWay;
  }

  @Override
  public Uni<TrackedChain> round() {
    isOnItsWay = false;
    return Poll.of(chain.nodes(), enough())
        .chain(this::weigh)
        .onFailure(NodeException.class)
        .invoke(why -> hold("Its blocks can't be fetched: " + why.getMessage() + "."))
        .onFailure(NodeException.class)
        .recoverWithNull()
        .map(_ -> state);
  }

  private int enough() {
    return waitsForAll ? chain.nodes().states().size() : chain.quorum().needed();
  }

  private void hold(String why) {
    waitsForAll = true;
    state = state.held(why);
  }

  private Uni<Void> weigh(Poll poll) {
    heights = poll.heightsByName();
    Poll believed = poll.only(chain.nodes().believed());
    OptionalLong reached = chain.quorum().height(believed.heights());
    if (reached.isEmpty()) {
      tooFew(believed.heads().keySet());
      return Uni.createFrom().voidItem();
    }
    long height =
        window
            .head()
            .map(head -> Math.min(reached.getAsLong(), head.number() + PIECE_BLOCKS))
            .orElse(reached.getAsLong());
    return poll.at(height, chain.nodes())
        .chain(said -> decide(height, said, poll, believed))
        .invoke(() -> isOnItsWay = height < reached.getAsLong() && state.problem() == null);
  }

  private void tooFew(Set<String> answered) {
    hold(
        "%d of its %d nodes say where it is, and %d must agree."
            .formatted(answered.size(), chain.nodes().states().size(), chain.quorum().needed()));
  }

  private Uni<Void> decide(long height, Map<String, BlockRef> said, Poll poll, Poll believed) {
    Map<String, BlockRef> votes = new HashMap<>(said);
    votes.keySet().retainAll(believed.heads().keySet());
    return switch (chain.quorum().on(votes)) {
      case Verdict.Agreed<BlockRef>(var block, var by, _) -> {
        waitsForAll = false;
        trust.weigh(block, said);
        yield follow(block)
            .invoke(() -> trust.weigh(window, poll.below(height)))
            .invoke(() -> arrive(believed, by))
            .replaceWithVoid();
      }
      case Verdict.Split<BlockRef> _ -> {
        hold("Its nodes do not agree which block has the number " + height + ".");
        yield Uni.createFrom().voidItem();
      }
      case Verdict.TooFew<BlockRef>(var answered, _) -> {
        tooFew(answered);
        yield Uni.createFrom().voidItem();
      }
    };
  }

  private void arrive(Poll believed, Set<String> by) {
    BlockRef latest = window.head().orElseThrow();
    state = state.at(surer.head(latest, believed, window, state.head()), clock.instant(), by);
  }

  /** The first time, with as many before it as may be taken back. */
  private Uni<Following> follow(BlockRef block) {
    Branch branch = Branch.of(block);
    if (window.head().isPresent() || block.number() == 0) {
      return join(branch);
    }
    long first = Math.max(0, block.number() - chain.reorgBlocks());
    return lead.to(branch, new BlockRange(first, block.number() - 1)).chain(this::join);
  }

  private Uni<Following> join(Branch branch) {
    Following following;
    synchronized (window) {
      following = window.follow(branch);
    }
    switch (following) {
      case Following.Missing(BlockRange blocks, _) -> {
        return lead.to(branch, blocks).chain(this::join);
      }
      case Following.Reorganized reorganized -> {
        state = state.reorganized(reorganized.orphaned().size());
        heard.accept(following);
      }
      case Following.Extended _ -> heard.accept(following);
      case Following.TooDeep _ -> {
        state = state.anew();
        heard.accept(following);
        heard.accept(restart(branch));
      }
      case Following.Unchanged _ -> {
        // the same head, or nodes that are behind what was agreed on before
      }
    }
    return Uni.createFrom().item(following);
  }

  private Following restart(Branch branch) {
    synchronized (window) {
      return window.restart(branch);
    }
  }
}
