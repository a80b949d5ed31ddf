package io.tapeline.chain.bitcoin.read;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.TrackedChain;
import io.tapeline.chain.bitcoin.BlockFigures;
import io.tapeline.chain.bitcoin.PlacedHeader;
import io.tapeline.chain.bitcoin.follow.BestChain;
import io.tapeline.chain.bitcoin.follow.BitcoinChain;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.follow.WorkTracker;
import io.tapeline.chain.bitcoin.record.FiguresSurvey;
import io.tapeline.chain.bitcoin.record.MeasuredBlock;
import io.tapeline.chain.bitcoin.record.Surveys;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.fee.FeeUnit;
import io.tapeline.chain.fee.PaidInBlock;
import io.tapeline.chain.fee.Speed;
import io.tapeline.chain.fee.Suggestion;
import io.tapeline.chain.fee.app.ChainFees;
import io.tapeline.chain.spv.block.Block;
import io.tapeline.chain.spv.fee.BlockFees;
import io.tapeline.chain.spv.fee.FeeEstimate;
import io.tapeline.chain.spv.fee.FeeLevel;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fees of Bitcoin, from the mempools of its nodes and from its last blocks. */
@ApplicationScoped
public class BitcoinFees implements ChainFees {

  private static final List<Integer> PERCENTS = List.of(10, 25, 50, 75, 90);
  private static final int ASKED_AT_ONCE = 4;

  private final ConfiguredBitcoin bitcoin;
  private final Surveys surveys;

  public BitcoinFees(ConfiguredBitcoin bitcoin, Surveys surveys) {
    this.bitcoin = bitcoin;
    this.surveys = surveys;
  }

  @Override
  public boolean has(String chain) {
    return bitcoin.find(chain).isPresent();
  }

  @Override
  public Uni<FeeReport> fees(String chain, TrackedChain state, int blocks) {
    BitcoinChain of = bitcoin.require(chain);
    BestChain best = bitcoin.tracker(chain).flatMap(WorkTracker::best).orElseThrow();
    return Uni.combine()
        .all()
        .unis(MempoolSurvey.of(of), last(surveys.of(of), best.last(blocks)))
        .asTuple()
        .map(both -> report(chain, best.head(), both.getItem1(), both.getItem2()));
  }

  /** Oldest first; without those of which nodes do not say enough. */
  private static Uni<List<MeasuredBlock>> last(FiguresSurvey survey, List<ChainedHeader> headers) {
    return Multi.createFrom()
        .iterable(headers)
        .onItem()
        .transformToUni(
            header ->
                survey
                    .of(header.hash())
                    .map(figures -> Optional.of(new MeasuredBlock(header, figures)))
                    .onFailure(NodeException.class)
                    .recoverWithItem(Optional.empty()))
        .merge(ASKED_AT_ONCE)
        .collect()
        .asList()
        .map(
            all ->
                all.stream()
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(block -> block.header().height()))
                    .toList());
  }

  private static FeeReport report(
      String chain, ChainedHeader head, MempoolSurvey mempools, List<MeasuredBlock> blocks) {
    List<BlockFees> recent = blocks.stream().flatMap(block -> fees(block).stream()).toList();
    FeeEstimate estimate =
        FeeEstimate.from(recent, mempools.waiting(), mempools.least())
            .or(() -> FeeEstimate.from(recent, null, mempools.least()))
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.ChainUnavailable(
                            chain, "No node says what waits, nor what was paid.")));
    return new FeeReport(
        FeeUnit.SAT_PER_VB,
        PlacedHeader.ref(head.header(), head.hash(), head.height()),
        null,
        null,
        List.of(
            suggestion(Speed.SLOW, estimate.slow(), mempools),
            suggestion(Speed.NORMAL, estimate.normal(), mempools),
            suggestion(Speed.FAST, estimate.fast(), mempools)),
        blocks.stream().flatMap(block -> paid(block).stream()).toList(),
        mempools.said().keySet());
  }

  private static Optional<BlockFees> fees(MeasuredBlock block) {
    BlockFigures.Fees fees = block.figures().fees();
    return fees == null
        ? Optional.empty()
        : Optional.of(new BlockFees(block.figures().weight(), fees.percentiles()));
  }

  private static Suggestion suggestion(Speed speed, FeeLevel level, MempoolSurvey mempools) {
    BigDecimal nodes = mempools.estimate(level.blocks()).orElse(null);
    BigDecimal rate =
        mempools.waiting() == null && nodes != null ? level.rate().max(nodes) : level.rate();
    return new Suggestion(
        speed,
        rate.stripTrailingZeros(),
        null,
        level.blocks(),
        new Suggestion.Sources(level.byMempool(), level.byBlocks(), nodes));
  }

  private static Optional<PaidInBlock> paid(MeasuredBlock block) {
    BlockFigures.Fees fees = block.figures().fees();
    if (fees == null) {
      return Optional.empty();
    }
    SortedMap<Integer, BigDecimal> paid = new TreeMap<>();
    for (int i = 0; i < PERCENTS.size(); i++) {
      paid.put(PERCENTS.get(i), fees.percentiles().get(i));
    }
    BigDecimal fullness =
        BigDecimal.valueOf(block.figures().weight())
            .divide(BigDecimal.valueOf(Block.MOST_WEIGHT), 4, RoundingMode.HALF_EVEN);
    return Optional.of(new PaidInBlock(block.ref(), null, null, fullness, paid));
  }
}
