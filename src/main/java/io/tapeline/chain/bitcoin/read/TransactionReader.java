package io.tapeline.chain.bitcoin.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.NodeState;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.bitcoin.FoundTransaction;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.follow.BestChain;
import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.quorum.Verdict;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.proof.Inclusion;
import io.tapeline.chain.spv.proof.InclusionClaim;
import io.tapeline.chain.spv.proof.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a transaction is in a block of the chain. Any node may find it, since its branch and
 * the headers on its block are checked; where the block is older than the headers that are kept,
 * enough nodes must say that it is the chain's.
 */
final class TransactionReader {

  private final BitcoinChain chain;
  private final BestChain best;
  private final Head head;

  /**
   * @param state with a head
   */
  TransactionReader(BitcoinChain chain, BestChain best, TrackedChain state) {
    this.chain = chain;
    this.best = best;
    this.head = Objects.requireNonNull(state.head());
  }

  /**
   * Fails with {@link NodeException}; {@code BEHIND} where no node knows it in a block.
   *
   * @param headers so many of those on its block, fewer where there are not as many
   */
  Uni<ProvedTransaction> prove(Hash256 txid, int headers) {
    List<String> believed =
        chain.nodes().states().stream()
            .filter(state -> state.aside() == null)
            .sorted(Comparator.comparing(state -> state.failures() > 0))
            .map(NodeState::name)
            .toList();
    return first(believed, txid, headers, new NodeException(NodeFault.BEHIND, "no node has it"))
        .chain(this::onChain);
  }

  /**
   * One after the other, until one shows it. That one has it not is no fault of it.
   *
   * @param why nobody did so far
   */
  private Uni<ProvedTransaction> first(
      List<String> names, Hash256 txid, int headers, NodeException why) {
    if (names.isEmpty()) {
      return Uni.createFrom().failure(why);
    }
    String name = names.getFirst();
    List<String> rest = names.subList(1, names.size());
    return chain
        .nodes()
        .all(List.of(name), node -> ask(node, txid, headers))
        .chain(
            said ->
                switch (Objects.requireNonNull(said.get(name))) {
                  case Said.Answer<Optional<ProvedTransaction>>(var proved) ->
                      proved
                          .map(each -> Uni.createFrom().item(each))
                          .orElseGet(() -> first(rest, txid, headers, why));
                  case Said.Nothing<Optional<ProvedTransaction>>(NodeException failed) ->
                      first(rest, txid, headers, failed);
                });
  }

  private Uni<Optional<ProvedTransaction>> ask(BitcoinNode node, Hash256 txid, int headers) {
    return node.find(txid)
        .chain(
            found ->
                found
                    .filter(each -> !isBeside(each))
                    .map(each -> proved(node, each, headers).map(Optional::of))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  /** Its block lost, or is newer than what is known of the chain. */
  private boolean isBeside(FoundTransaction found) {
    return best.find(found.block().hash()).isEmpty()
        && found.block().height() >= best.headers().getFirst().height();
  }

  private Uni<ProvedTransaction> proved(BitcoinNode node, FoundTransaction found, int headers) {
    ChainedHeader known = best.find(found.block().hash()).orElse(null);
    if (known != null) {
      List<BlockHeader> following =
          best.after(known, headers).stream().map(ChainedHeader::header).toList();
      return Uni.createFrom().item(told(found, following, known.height(), true));
    }
    long height = found.block().height();
    long last = Math.min(height + headers, best.head().height());
    return following(node, height + 1, last, List.of())
        .map(following -> told(found, following, height, false));
  }

  private static Uni<List<BlockHeader>> following(
      BitcoinNode node, long first, long last, List<BlockHeader> before) {
    if (first > last) {
      return Uni.createFrom().item(before);
    }
    BlockRange piece = new BlockRange(first, Math.min(last, first + node.mostBlocks() - 1));
    return node.headers(piece)
        .chain(
            headers -> {
              List<BlockHeader> longer = new ArrayList<>(before);
              headers.forEach(header -> longer.add(header.header()));
              return following(node, piece.last() + 1, last, longer);
            });
  }

  private ProvedTransaction told(
      FoundTransaction found, List<BlockHeader> following, long height, boolean isByWork) {
    InclusionClaim claim =
        new InclusionClaim(
            chain.network(),
            found.transaction().provable()
                ? new Subject.Whole(found.transaction())
                : new Subject.IdOnly(found.transaction().txid()),
            found.branch(),
            found.block().header(),
            following);
    try {
      Inclusion inclusion = claim.verify();
      return new ProvedTransaction(
          inclusion, height, best.head().height() - height + 1, finality(height), isByWork);
    } catch (RefusedException e) {
      throw new NodeException(NodeFault.ABSURD, String.valueOf(e.getMessage()));
    }
  }

  private Finality finality(long height) {
    if (isAtMost(height, head.finalized())) {
      return Finality.FINALIZED;
    }
    return isAtMost(height, head.safe()) ? Finality.SAFE : Finality.LATEST;
  }

  private static boolean isAtMost(long height, @Nullable BlockRef block) {
    return block != null && height <= block.number();
  }

  private Uni<ProvedTransaction> onChain(ProvedTransaction proved) {
    if (proved.isByWork()) {
      return Uni.createFrom().item(proved);
    }
    long height = proved.height();
    return chain
        .nodes()
        .all(node -> node.headers(new BlockRange(height, height)).map(List::getFirst))
        .map(said -> requireAgreed(proved, said));
  }

  private ProvedTransaction requireAgreed(
      ProvedTransaction proved, Map<String, Said<PlacedHeader>> said) {
    Map<String, Hash256> votes = new HashMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<PlacedHeader>(PlacedHeader header)) {
            votes.put(name, header.hash());
          }
        });
    if (chain.followed().quorum().on(votes) instanceof Verdict.Agreed<Hash256>(var hash, _, _)
        && hash.equals(proved.inclusion().block())) {
      return proved;
    }
    throw new NodeException(
        NodeFault.ERROR,
        "too few nodes say that the chain has block " + proved.inclusion().block());
  }
}
