package io.tapeline.chain.bitcoin.follow;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.spv.follow.Acceptance;
import io.tapeline.chain.spv.follow.HeaderChain;
import io.tapeline.chain.spv.header.HeaderFault;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Has one node show what leads to its newest block, header by header, until the chain knows that
 * block or refuses one on the way. For one thread.
 */
final class Offering {

  /** Headers that are taken of one node in one round. */
  static final int PIECE_BLOCKS = 1_000;

  /** What a header may lack without anybody being at fault. */
  private static final Set<HeaderFault> NO_FAULT =
      Set.of(HeaderFault.TIME_TOO_NEW, HeaderFault.TOO_MANY_ASIDE);

  private final HeaderChain chain;
  private final long begins;
  private final int reorgBlocks;
  private final NodePool<BitcoinNode> nodes;
  private final InstantSource clock;
  private final Consumer<Acceptance> heard;

  /** What became of it. */
  sealed interface Outcome {

    /** The chain knows the node's newest block. */
    record Known() implements Outcome {}

    /** There is more to come. */
    record Underway() implements Outcome {}

    /**
     * A header was not accepted.
     *
     * @param isProof whether that shows that the node is wrong
     */
    record Refused(boolean isProof, String why) implements Outcome {}
  }

  /**
   * @param chain as it begins
   * @param heard told what became of each header
   */
  Offering(
      HeaderChain chain,
      int reorgBlocks,
      NodePool<BitcoinNode> nodes,
      InstantSource clock,
      Consumer<Acceptance> heard) {
    this.chain = chain;
    this.begins = chain.head().height();
    this.reorgBlocks = reorgBlocks;
    this.nodes = nodes;
    this.clock = clock;
    this.heard = heard;
  }

  /** Fails with {@link NodeException} if the node does not show them. */
  Uni<Outcome> of(String name, PlacedHeader tip) {
    if (chain.find(tip.hash()).isPresent()) {
      return Uni.createFrom().item(new Outcome.Known());
    }
    long next = Math.min(chain.head().height() + 1, tip.height());
    return from(name, tip, next, PIECE_BLOCKS);
  }

  private Uni<Outcome> from(String name, PlacedHeader tip, long first, int left) {
    if (left <= 0) {
      return Uni.createFrom().item(new Outcome.Underway());
    }
    if (first == tip.height()) {
      return Uni.createFrom().item(List.of(tip)).chain(one -> offer(name, tip, one, left));
    }
    return one(
            name,
            node ->
                node.headers(
                    new BlockRange(first, Math.min(tip.height(), first + node.mostBlocks() - 1))))
        .chain(headers -> offer(name, tip, headers, left));
  }

  private <T> Uni<T> one(String name, Function<BitcoinNode, Uni<T>> asking) {
    return nodes
        .all(List.of(name), asking)
        .map(
            said ->
                switch (Objects.requireNonNull(said.get(name))) {
                  case Said.Answer<T>(T value) -> value;
                  case Said.Nothing<T>(NodeException why) -> throw why;
                });
  }

  private Uni<Outcome> offer(String name, PlacedHeader tip, List<PlacedHeader> headers, int left) {
    for (PlacedHeader header : headers) {
      Acceptance acceptance = chain.accept(header.header(), clock.instant());
      heard.accept(acceptance);
      if (acceptance instanceof Acceptance.Refused refused) {
        if (refused.fault() != HeaderFault.UNKNOWN_PARENT) {
          return Uni.createFrom().item(refused(header, refused));
        }
        return header.equals(headers.getFirst()) ? earlier(name, tip, header, left) : changed();
      }
    }
    if (chain.find(tip.hash()).isPresent()) {
      return Uni.createFrom().item(new Outcome.Known());
    }
    PlacedHeader last = headers.getLast();
    return last.height() >= tip.height()
        ? changed()
        : from(name, tip, last.height() + 1, left - headers.size());
  }

  /** Its chain changed while it showed it. */
  private static Uni<Outcome> changed() {
    return Uni.createFrom()
        .failure(new NodeException(NodeFault.BEHIND, "its chain changed meanwhile"));
  }

  /** So far back that what leads to this one comes before it; forks have a block or two. */
  private Uni<Outcome> earlier(String name, PlacedHeader tip, PlacedHeader header, int left) {
    long lowest = Math.max(begins, chain.head().height() - reorgBlocks) + 1;
    if (header.height() <= lowest) {
      return Uni.createFrom()
          .item(new Outcome.Refused(true, "it has another block " + (lowest - 1)));
    }
    return one(name, node -> Uni.createFrom().item(Math.max(1, node.mostBlocks() - 1)))
        .chain(step -> from(name, tip, Math.max(lowest, header.height() - step), left - step));
  }

  private static Outcome refused(PlacedHeader header, Acceptance.Refused refused) {
    return new Outcome.Refused(
        !NO_FAULT.contains(refused.fault()),
        "block %s that it has for number %d breaks a rule (%s): %s"
            .formatted(
                header.hash(),
                header.height(),
                refused.fault().name().toLowerCase(Locale.ROOT),
                refused.detail()));
  }
}
