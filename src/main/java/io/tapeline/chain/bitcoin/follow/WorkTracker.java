package io.tapeline.chain.bitcoin.follow;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.ChainTracker;
import io.tapeline.chain.app.FollowedChain;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.follow.Following;
import io.tapeline.chain.spv.follow.Acceptance;
import io.tapeline.chain.spv.follow.Bounds;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.follow.HeaderChain;
import io.tapeline.chain.spv.follow.TrustedBase;
import io.tapeline.chain.spv.header.Landmark;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one of Bitcoin's networks, round by round: asks all nodes for their newest block, has
 * each show what leads to it, and checks every header. The branch with the most work is the chain,
 * whoever shows it; what can't be checked by work is where it begins, and whether enough nodes have
 * the blocks behind the headers. One round at a time.
 */
public final class WorkTracker implements ChainTracker {

  /** No chain is followed with less, so that a final block is never taken back. */
  private static final int LEAST_REORG_BLOCKS = Depth.FINALIZED;

  private final BitcoinChain chain;
  private final InstantSource clock;
  private final Consumer<Following> heard;
  private final Standing standing;
  private final Beginning beginning;
  private final Bounds bounds;
  private volatile TrackedChain state = TrackedChain.UNKNOWN;
  private volatile @Nullable BestChain best;
  private volatile boolean isOnItsWay;

  private @Nullable HeaderChain headers;
  private @Nullable Offering offering;

  /**
   * @param heard told what came and what was taken back, in order
   */
  public WorkTracker(BitcoinChain chain, InstantSource clock, Consumer<Following> heard) {
    this.chain = chain;
    this.clock = clock;
    this.heard = heard;
    this.standing = new Standing(chain.name(), chain.nodes());
    this.beginning =
        new Beginning(
            chain.network(),
            chain.nodes(),
            chain.followed().quorum(),
            chain.checkpoint(),
            Landmark.of(chain.network()).orElse(null));
    int reorgBlocks = Math.max(LEAST_REORG_BLOCKS, chain.followed().reorgBlocks());
    this.bounds = new Bounds(reorgBlocks, 4 * reorgBlocks);
  }

  @Override
  public FollowedChain chain() {
    return chain.followed();
  }

  @Override
  public TrackedChain state() {
    return state;
  }

  /** The end of the best chain; nothing before there is one. Any thread. */
  public Optional<BestChain> best() {
    return Optional.ofNullable(best);
  }

  @Override
  public boolean isOnItsWay() {
    return isOnItsWay;
  }

  @Override
  public Uni<TrackedChain> round() {
    isOnItsWay = false;
    return chain
        .nodes()
        .all(BitcoinNode::tip)
        .map(WorkTracker::answers)
        .chain(this::weigh)
        .onFailure(NodeException.class)
        .invoke(why -> state = state.held("It can't be followed: " + why.getMessage() + "."))
        .onFailure(NodeException.class)
        .recoverWithNull()
        .map(_ -> state);
  }

  private static Map<String, PlacedHeader> answers(Map<String, Said<PlacedHeader>> said) {
    Map<String, PlacedHeader> tips = new TreeMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<PlacedHeader>(PlacedHeader tip)) {
            tips.put(name, tip);
          }
        });
    return tips;
  }

  private Uni<Void> weigh(Map<String, PlacedHeader> tips) {
    if (offering != null) {
      return offer(tips, offering).invoke(() -> settle(tips));
    }
    OptionalLong reached =
        chain.followed().quorum().height(tips.values().stream().map(PlacedHeader::height).toList());
    if (reached.isEmpty()) {
      state = state.held(tooFew(tips.size()));
      return Uni.createFrom().voidItem();
    }
    return beginning
        .find(reached.getAsLong(), bounds.reorgBlocks())
        .map(this::begin)
        .chain(first -> offer(tips, first))
        .invoke(() -> settle(tips));
  }

  private String tooFew(int answered) {
    return "%d of its %d nodes say where it is, and %d must."
        .formatted(answered, chain.nodes().states().size(), chain.followed().quorum().needed());
  }

  private Offering begin(TrustedBase base) {
    HeaderChain begun = new HeaderChain(chain.network(), base, bounds);
    Offering first = new Offering(begun, bounds.reorgBlocks(), chain.nodes(), clock, this::tell);
    headers = begun;
    offering = first;
    heard.accept(new Following.Extended(List.of(BestChain.ref(begun.head()))));
    return first;
  }

  private void tell(Acceptance acceptance) {
    switch (acceptance) {
      case Acceptance.Extended(ChainedHeader head) ->
          heard.accept(new Following.Extended(List.of(BestChain.ref(head))));
      case Acceptance.Reorganized(var orphaned, var joined) -> {
        state = state.reorganized(orphaned.size());
        heard.accept(
            new Following.Reorganized(
                orphaned.stream().map(BestChain::ref).toList(),
                joined.stream().map(BestChain::ref).toList()));
      }
      case Acceptance.Aside _, Acceptance.Known _, Acceptance.Refused _ -> {
        // the best chain is as it was
      }
    }
  }

  /** One after the other, so that what one showed nobody is asked for again. */
  private Uni<Void> offer(Map<String, PlacedHeader> tips, Offering offers) {
    Set<String> believed = standing.believed();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<String, PlacedHeader> tip : tips.entrySet()) {
      String name = tip.getKey();
      if (believed.contains(name)) {
        all = all.chain(() -> offered(name, offers.of(name, tip.getValue())));
      }
    }
    return all;
  }

  private Uni<Void> offered(String name, Uni<Offering.Outcome> offered) {
    return offered
        .invoke(outcome -> judge(name, outcome))
        .onFailure(NodeException.class)
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void judge(String name, Offering.Outcome outcome) {
    switch (outcome) {
      case Offering.Outcome.Known _ -> {
        // where it stands is seen when all have shown theirs
      }
      case Offering.Outcome.Underway _ -> isOnItsWay = true;
      case Offering.Outcome.Refused(boolean isProof, String why) -> {
        if (isProof) {
          standing.refuse(name, why);
        }
      }
    }
  }

  private void settle(Map<String, PlacedHeader> tips) {
    HeaderChain now = Objects.requireNonNull(headers);
    BestChain shown = show(now);
    Places places = Places.of(now, tips);
    tips.keySet().forEach(name -> compare(name, places, now.head()));
    Set<String> believed = standing.believed();
    OptionalLong reached =
        chain
            .followed()
            .quorum()
            .height(
                places.reaches().entrySet().stream()
                    .filter(each -> believed.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .toList());
    Set<String> by = by(places, believed, now.head());
    if (reached.isEmpty()) {
      String why = isOnItsWay ? "Its headers are being read." : tooFew(places.tips().size());
      state = state.heldAt(Depth.head(shown, 0, state.head()), by, why);
    } else {
      state = state.at(Depth.head(shown, reached.getAsLong(), state.head()), clock.instant(), by);
    }
  }

  private BestChain show(HeaderChain now) {
    BestChain before = best;
    if (before != null && before.head().hash().equals(now.head().hash())) {
      return before;
    }
    BestChain after = BestChain.end(now);
    best = after;
    return after;
  }

  private static Set<String> by(Places places, Set<String> believed, ChainedHeader head) {
    Set<String> names = new TreeSet<>();
    places
        .tips()
        .forEach(
            (name, tip) -> {
              if (believed.contains(name) && tip.hash().equals(head.hash())) {
                names.add(name);
              }
            });
    return names;
  }

  /** For a moment two blocks may be the newest; from the second block on a branch has lost. */
  private void compare(String name, Places places, ChainedHeader head) {
    ChainedHeader tip = places.tips().get(name);
    Long reach = places.reaches().get(name);
    if (tip == null || reach == null) {
      standing.isUnknown(name);
    } else if (tip.height() == reach) {
      standing.agrees(name);
    } else if (head.height() - reach > 1 && tip.work().compareTo(head.work()) < 0) {
      standing.strays(name, "it is on a branch with less work since block " + (reach + 1));
    }
  }
}
