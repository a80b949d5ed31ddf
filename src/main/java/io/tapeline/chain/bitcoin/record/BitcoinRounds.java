package io.tapeline.chain.bitcoin.record;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodePool;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.follow.BestChain;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
import io.tapeline.chain.bitcoin.node.BitcoinNode;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.ops.store.Rounds;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings the stored blocks of one chain to where it is: looks which of them are on the best chain
 * still, takes the others back, and stores what comes after with the figures that nodes agree on.
 * What is stored is where it goes on. One round at a time.
 */
final class BitcoinRounds implements Rounds {

  /** Stored at once. */
  private static final int PIECE_BLOCKS = 16;

  /** What a reorg takes back and stores is one change, up to so many. */
  private static final int BRANCH_BLOCKS = 256;

  private static final int ASKED_AT_ONCE = 4;

  /** Some ten weeks; where more are missing it begins anew, and the gap stays. */
  private static final int MOST_MISSING_BLOCKS = 10_000;

  /** Of the newest stored ones so many are compared; no reorg is followed that goes deeper. */
  private static final int COMPARED_BLOCKS = 1_100;

  private final String chain;
  private final WorkTracker tracker;
  private final FiguresSurvey survey;
  private final BitcoinStore store;
  private final EarlierHeaders earlier;
  private volatile @Nullable Done done;

  /**
   * Up to where all is stored.
   *
   * @param head where the chain was said to be then; null where that was not known
   */
  private record Done(Hash256 best, @Nullable Head head) {}

  BitcoinRounds(
      WorkTracker tracker, FiguresSurvey survey, BitcoinStore store, NodePool<BitcoinNode> nodes) {
    this.chain = tracker.chain().name();
    this.tracker = tracker;
    this.survey = survey;
    this.store = store;
    this.earlier = new EarlierHeaders(nodes);
  }

  @Override
  public String name() {
    return "blocks of " + chain;
  }

  @Override
  public void forget() {
    done = null;
  }

  @Override
  public Uni<Boolean> next() {
    BestChain best = tracker.best().orElse(null);
    if (best == null || new Done(best.head().hash(), tracker.state().head()).equals(done)) {
      return Uni.createFrom().item(false);
    }
    return store
        .newest(chain, COMPARED_BLOCKS)
        .chain(stored -> isGap(best, stored) ? fill(best, stored) : bring(best, stored));
  }

  /** It was away for so long that what is kept of the chain begins behind what is stored. */
  private static boolean isGap(BestChain best, List<BlockRef> stored) {
    if (stored.isEmpty()) {
      return false;
    }
    long missing = best.headers().getFirst().height() - stored.getLast().number() - 1;
    return missing >= 0 && missing <= MOST_MISSING_BLOCKS;
  }

  /** What was taken back meanwhile is looked for among the newest that are stored. */
  private Uni<Boolean> fill(BestChain best, List<BlockRef> stored) {
    BlockRef newest = stored.getLast();
    ChainedHeader first = best.headers().getFirst();
    return earlier
        .between(newest.number() + 1, first)
        .chain(
            headers -> {
              if (!follows(newest, headers, first)) {
                return branchedOff(stored, first);
              }
              return headers.isEmpty()
                  ? bring(best, stored)
                  : all(headers, newest).replaceWith(true);
            });
  }

  private static boolean follows(BlockRef block, List<ChainedHeader> headers, ChainedHeader end) {
    ChainedHeader next = headers.isEmpty() ? end : headers.getFirst();
    return next.header().previous().equals(PlacedHeader.hash(block.hash()));
  }

  /**
   * All that is not on the chain any more goes at once, and what stands there now comes with it.
   */
  private Uni<Boolean> branchedOff(List<BlockRef> stored, ChainedHeader first) {
    List<BlockRef> looked =
        stored.subList(Math.max(0, stored.size() - BRANCH_BLOCKS), stored.size());
    return earlier
        .between(looked.getFirst().number(), first)
        .chain(
            headers -> {
              Map<Long, Hash256> hashes =
                  headers.stream()
                      .collect(Collectors.toMap(ChainedHeader::height, ChainedHeader::hash));
              long from =
                  looked.stream()
                      .filter(
                          block ->
                              !PlacedHeader.hash(block.hash()).equals(hashes.get(block.number())))
                      .mapToLong(BlockRef::number)
                      .min()
                      .orElseThrow();
              // where none of them is on the chain, older ones are looked at before any is stored
              long stay = from == looked.getFirst().number() ? Long.MAX_VALUE : from;
              return replace(
                  stored.getLast(),
                  from,
                  headers.stream()
                      .filter(header -> header.height() >= stay)
                      .limit(BRANCH_BLOCKS)
                      .toList());
            });
  }

  private Uni<Boolean> replace(
      @Nullable BlockRef newest, @Nullable Long withdrawnFrom, List<ChainedHeader> headers) {
    return measured(headers)
        .chain(
            joined ->
                store.write(
                    new BitcoinChange(
                        chain, newest, withdrawnFrom, joined, tracker.state().head())))
        .replaceWith(true);
  }

  private Uni<Void> all(List<ChainedHeader> headers, BlockRef newest) {
    if (headers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int piece = Math.min(PIECE_BLOCKS, headers.size());
    return measured(headers.subList(0, piece))
        .chain(
            joined ->
                store
                    .write(new BitcoinChange(chain, newest, null, joined, tracker.state().head()))
                    .chain(
                        () -> all(headers.subList(piece, headers.size()), joined.getLast().ref())));
  }

  private Uni<Boolean> bring(BestChain best, List<BlockRef> stored) {
    Optional<BlockRef> common =
        stored.reversed().stream().filter(block -> isOn(best, block)).findFirst();
    Long withdrawnFrom =
        stored.stream()
            .filter(block -> isWrong(best, block))
            .map(BlockRef::number)
            .min(Long::compare)
            .orElse(null);
    // what stands in the place of what is taken back is stored with that
    int most = withdrawnFrom == null ? PIECE_BLOCKS : BRANCH_BLOCKS;
    List<ChainedHeader> missing =
        common
            .map(block -> best.after(best.at(block.number()).orElseThrow(), most))
            .orElseGet(() -> best.first(most));
    @Nullable BlockRef newest = stored.isEmpty() ? null : stored.getLast();
    return missing.isEmpty() && withdrawnFrom == null
        ? settle(best, newest)
        : replace(newest, withdrawnFrom, missing);
  }

  /** All blocks are there; which of them are sure may have changed. */
  private Uni<Boolean> settle(BestChain best, @Nullable BlockRef newest) {
    Head head = tracker.state().head();
    return store
        .write(new BitcoinChange(chain, newest, null, List.of(), head))
        .invoke(() -> done = new Done(best.head().hash(), head))
        .replaceWith(false);
  }

  private static boolean isOn(BestChain best, BlockRef block) {
    return best.find(PlacedHeader.hash(block.hash())).isPresent();
  }

  /** It stands where the best chain has another, or beyond its end. */
  private static boolean isWrong(BestChain best, BlockRef block) {
    return block.number() >= best.headers().getFirst().height() && !isOn(best, block);
  }

  private Uni<List<MeasuredBlock>> measured(List<ChainedHeader> headers) {
    return Multi.createFrom()
        .iterable(headers)
        .onItem()
        .transformToUni(
            header -> survey.of(header.hash()).map(figures -> new MeasuredBlock(header, figures)))
        .merge(ASKED_AT_ONCE)
        .collect()
        .asList()
        .map(
            blocks ->
                blocks.stream()
                    .sorted(Comparator.comparingLong(block -> block.header().height()))
                    .toList());
  }
}
