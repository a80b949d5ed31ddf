package io.tapeline.chain.bitcoin.follow;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.declared.Checkpoint;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.quorum.Quorum;
import io.tapeline.chain.quorum.Verdict;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.TrustedBase;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.Landmark;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.chain.spv.header.PeriodStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header with which a chain begins. It can't be checked by what leads to it: it is that
 * of the checkpoint that the configuration gives, or one that enough nodes agree on which have the
 * block that the network is known to have, and which took work like that one.
 */
final class Beginning {

  /** The median of times looks so far back. */
  private static final int EARLIER_TIMES = 10;

  private final Network network;
  private final NodePool<BitcoinNode> nodes;
  private final Quorum quorum;
  private final @Nullable Checkpoint checkpoint;
  private final @Nullable Landmark landmark;

  /**
   * @param checkpoint null where the configuration gives none
   * @param landmark null where none is known of the network
   */
  Beginning(
      Network network,
      NodePool<BitcoinNode> nodes,
      Quorum quorum,
      @Nullable Checkpoint checkpoint,
      @Nullable Landmark landmark) {
    this.landmark = landmark;
    this.network = network;
    this.nodes = nodes;
    this.quorum = quorum;
    this.checkpoint = checkpoint;
  }

  /**
   * Fails with {@link NodeException} where there is none yet.
   *
   * @param reached the height that enough nodes have
   * @param room blocks that should come after the beginning
   */
  Uni<TrustedBase> find(long reached, int room) {
    if (checkpoint != null) {
      return found(checkpoint);
    }
    if (landmark != null && reached < landmark.height()) {
      return Uni.createFrom()
          .failure(
              new NodeException(
                  NodeFault.BEHIND,
                  "its nodes have not reached block %d, which the network has"
                      .formatted(landmark.height())));
    }
    long height = Math.max(0, reached - room);
    long first = height - height % Network.PERIOD_BLOCKS;
    if (first == 0) {
      return Uni.createFrom().item(TrustedBase.genesis(network));
    }
    return landmark == null
        ? agreed(first, nodes.believed())
        : having(landmark)
            .chain(names -> agreed(first, names))
            .invoke(base -> requireWork(landmark, base));
  }

  /** Names of the nodes that have the block. */
  private Uni<Set<String>> having(Landmark block) {
    return nodes
        .all(node -> header(node, block.height()))
        .map(
            said -> {
              Set<String> names = new TreeSet<>();
              said.forEach(
                  (name, each) -> {
                    if (each instanceof Said.Answer<PlacedHeader>(PlacedHeader header)
                        && header.hash().equals(block.hash())) {
                      names.add(name);
                    }
                  });
              return names;
            });
  }

  private static void requireWork(Landmark block, TrustedBase base) {
    if (block.isTooEasy(base.header())) {
      throw new NodeException(
          NodeFault.ABSURD,
          "block %d of its nodes took far less work than block %d"
              .formatted(base.height(), block.height()));
    }
  }

  private static Uni<PlacedHeader> header(BitcoinNode node, long height) {
    return node.headers(new BlockRange(height, height)).map(List::getFirst);
  }

  private Uni<TrustedBase> agreed(long first, Set<String> believed) {
    return nodes
        .all(believed, node -> header(node, first))
        .map(
            said -> {
              Map<String, PlacedHeader> votes = new HashMap<>();
              said.forEach(
                  (name, each) -> {
                    if (each instanceof Said.Answer<PlacedHeader>(PlacedHeader header)) {
                      votes.put(name, header);
                    }
                  });
              if (quorum.on(votes) instanceof Verdict.Agreed<PlacedHeader>(var header, _, _)) {
                return base(List.of(header.header()), first);
              }
              throw new NodeException(NodeFault.BEHIND, "its nodes do not agree on block " + first);
            });
  }

  /**
   * From the first block of its period up to the checkpoint, whose hash all of them lead to: so it
   * does not matter who tells them.
   */
  private Uni<TrustedBase> found(Checkpoint given) {
    long first = given.height() - given.height() % Network.PERIOD_BLOCKS;
    return nodes
        .any(node -> before(node, first, given.hash(), given.height(), List.of()))
        .map(headers -> base(headers, first));
  }

  private Uni<List<BlockHeader>> before(
      BitcoinNode node, long first, Hash256 last, long height, List<BlockHeader> after) {
    if (height < first) {
      return Uni.createFrom().item(after);
    }
    BlockRange piece = new BlockRange(first, height).end(node.mostBlocks());
    return node.headers(piece)
        .map(headers -> linked(headers, last))
        .chain(
            headers -> {
              List<BlockHeader> longer = new ArrayList<>(headers);
              longer.addAll(after);
              return before(node, first, headers.getFirst().previous(), piece.first() - 1, longer);
            });
  }

  private static List<BlockHeader> linked(List<PlacedHeader> headers, Hash256 last) {
    Hash256 expected = last;
    for (PlacedHeader header : headers.reversed()) {
      if (!header.hash().equals(expected)) {
        throw new NodeException(
            NodeFault.ABSURD, "its block %d is not %s".formatted(header.height(), expected));
      }
      expected = header.header().previous();
    }
    return headers.stream().map(PlacedHeader::header).toList();
  }

  /**
   * @param headers from the first of a period on; the last is where the chain begins
   */
  private static TrustedBase base(List<BlockHeader> headers, long first) {
    BlockHeader last = headers.getLast();
    BlockHeader start = headers.getFirst();
    List<Long> earlier =
        headers
            .subList(Math.max(0, headers.size() - 1 - EARLIER_TIMES), headers.size() - 1)
            .reversed()
            .stream()
            .map(BlockHeader::timeSeconds)
            .toList();
    return new TrustedBase(
        last,
        first + headers.size() - 1,
        last.work(),
        new PeriodStart(start.timeSeconds(), start.bits()),
        earlier);
  }
}
