package io.tapeline.chain.fee.gas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.fee.FeeReport;
import io.tapeline.chain.fee.FeeUnit;
import io.tapeline.chain.fee.PaidInBlock;
import io.tapeline.chain.fee.Speed;
import io.tapeline.chain.fee.Suggestion;
import io.tapeline.chain.follow.BlockRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GasMarketTest {

  private static final long LIMIT = 30_000_000;
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private static Hash hash(long number) {
    return Hash.of("%064x".formatted(number + 1_000));
  }

  /** Each behind the one before, with base fees by the rule; so much was used of each. */
  private static List<FeeBlock> blocks(long... used) {
    List<FeeBlock> blocks = new ArrayList<>();
    BigInteger fee = GWEI;
    long excess = 0;
    for (int i = 0; i < used.length; i++) {
      BlockRef ref = new BlockRef(100 + i, hash(i), hash(i - 1), Instant.ofEpochSecond(12L * i));
      FeeBlock block =
          new FeeBlock(ref, fee, used[i], LIMIT, new Blobs(9 * 131_072L, excess, hash(0)));
      blocks.add(block);
      excess = BlobSchedule.PRAGUE.nextExcess(excess, 9 * 131_072L, fee);
      fee = block.nextBaseFee();
    }
    return blocks;
  }

  /** Paid at each percentile: so many gwei, and the multiples of it. */
  private static FeeHistory said(List<FeeBlock> blocks, long... gwei) {
    List<BigInteger> fees = new ArrayList<>(blocks.stream().map(FeeBlock::baseFee).toList());
    fees.add(blocks.getLast().nextBaseFee());
    List<List<BigInteger>> paid =
        LongStream.of(gwei)
            .mapToObj(
                each ->
                    IntStream.rangeClosed(1, GasMarket.PERCENTILES.size())
                        .mapToObj(i -> GWEI.multiply(BigInteger.valueOf(each * i)))
                        .toList())
            .toList();
    return new FeeHistory(blocks.getFirst().ref().number(), fees, List.of(), paid);
  }

  private static FeeReport report(List<FeeBlock> blocks, FeeHistory... said) {
    Map<String, FeeHistory> byNode = new HashMap<>();
    for (FeeHistory each : said) {
      byNode.put("n" + byNode.size(), each);
    }
    return new GasMarket(blocks, byNode).report(blocks.size());
  }

  private static BigDecimal gwei(String text) {
    return new BigDecimal(text);
  }

  @Test
  void suggestionsAreMediansOfPercentilesAndHoldForFullBlocks() {
    List<FeeBlock> blocks = blocks(LIMIT / 2, LIMIT / 2, LIMIT / 2);
    FeeReport report = report(blocks, said(blocks, 1, 2, 3));
    assertThat(report.unit()).isEqualTo(FeeUnit.GWEI);
    assertThat(report.block()).isEqualTo(blocks.getLast().ref());
    assertThat(report.nextBase()).isEqualTo(gwei("1"));
    assertThat(report.suggestions())
        .containsExactly(
            // the 10th percentiles are 1, 2 and 3: two of three blocks took 2
            new Suggestion(Speed.SLOW, gwei("3"), gwei("2"), 2),
            // the 50th are 3, 6 and 9; the base fee may become 1.125² meanwhile
            new Suggestion(Speed.NORMAL, gwei("7.265625"), gwei("6"), 1),
            // the 90th are 5, 10 and 15; 1.125⁵ = 1.802032470703125, cut to wei at each step
            new Suggestion(Speed.FAST, gwei("11.80203247"), gwei("1E+1"), 1));
    PaidInBlock last = report.history().getLast();
    assertThat(last.base()).isEqualTo(gwei("1"));
    assertThat(last.fullness()).isEqualTo(gwei("0.5"));
    assertThat(last.paid()).containsEntry(10, gwei("3")).containsEntry(90, gwei("15"));
  }

  @Test
  void emptyBlocksSayNothingOfFeesAndTakeAnything() {
    List<FeeBlock> blocks = blocks(LIMIT / 2, 0, LIMIT / 2);
    FeeReport report = report(blocks, said(blocks, 4, 0, 4));
    Suggestion slow = report.suggestions().getFirst();
    assertThat(slow.priority()).isEqualTo(gwei("4"));
    assertThat(slow.expectedBlocks()).isOne();

    List<FeeBlock> quiet = blocks(0, 0);
    Suggestion nothing = report(quiet, said(quiet, 0, 0)).suggestions().getFirst();
    assertThat(requireNonNull(nothing.priority()).signum()).isZero();
    assertThat(nothing.expectedBlocks()).isOne();
  }

  @Test
  void oneOfThreeNodesThatLiesMovesNothingBeyondWhatAnotherSays() {
    List<FeeBlock> blocks = blocks(LIMIT / 2, LIMIT / 3);
    FeeReport honest = report(blocks, said(blocks, 2, 3), said(blocks, 2, 3));
    FeeReport lied = report(blocks, said(blocks, 2, 3), said(blocks, 900, 900), said(blocks, 2, 3));
    assertThat(lied.suggestions()).isEqualTo(honest.suggestions());
  }

  @Test
  void aHistoryOfOtherBlocksIsRefused() {
    List<FeeBlock> blocks = blocks(LIMIT / 2, LIMIT / 3);
    List<FeeBlock> others = blocks(LIMIT / 3, LIMIT / 2);
    assertThatThrownBy(() -> report(blocks, said(others, 1, 1)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("block 101 has the base fee 958333334, not 1000000000");
    assertThatThrownBy(() -> report(blocks, said(blocks.subList(1, 2), 1)))
        .hasMessageContaining("not of what was asked for");
    assertThatThrownBy(
            () ->
                new FeeHistory(
                    1, List.of(GWEI, GWEI), List.of(), List.of(List.of(GWEI, BigInteger.ONE))))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> new FeeHistory(1, List.of(GWEI), List.of(), List.of(List.of())))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void whereAChainHasAnotherRuleTheNextBaseFeeIsWhatNodesSay() {
    List<FeeBlock> blocks = new ArrayList<>(blocks(LIMIT / 2, LIMIT));
    FeeBlock last = blocks.getLast();
    blocks.set(1, new FeeBlock(last.ref(), GWEI.add(GWEI), last.gasUsed(), last.gasLimit(), null));
    FeeHistory said =
        new FeeHistory(
            100,
            List.of(GWEI, GWEI.add(GWEI), BigInteger.TEN),
            List.of(),
            said(blocks, 1, 1).paid());
    assertThat(report(blocks, said).nextBase()).isEqualTo(gwei("0.00000001"));
  }

  @Test
  void theScheduleOfBlobsIsTheOneThatExplainsTheExcess() {
    long[] used = new long[60];
    List<FeeBlock> blocks = blocks(used);
    FeeReport report = report(blocks, said(blocks, new long[used.length]));
    Blobs last = requireNonNull(blocks.getLast().blobs());
    assertThat(last.excessGas()).isEqualTo(59 * 3 * 131_072L);
    BigInteger fee = BlobSchedule.PRAGUE.baseFee(last.excessGas());
    assertThat(fee).isGreaterThan(BigInteger.TEN);
    assertThat(report.history().getLast().blobBase()).isEqualByComparingTo(new BigDecimal(fee, 9));
    assertThat(report.nextBlobBase())
        .isEqualByComparingTo(new BigDecimal(BlobSchedule.PRAGUE.baseFee(60 * 3 * 131_072L), 9));
  }

  @Test
  void whatNodesSayOfBlobsThatNoScheduleExplainsIsNotTold() {
    List<FeeBlock> blocks = blocks(0, 0, 0);
    FeeHistory plain = said(blocks, 0, 0, 0);
    List<BigInteger> absurd = List.of(GWEI, GWEI, GWEI, GWEI);
    FeeHistory said = new FeeHistory(plain.oldest(), plain.baseFees(), absurd, plain.paid());
    FeeReport report = report(blocks, said);
    assertThat(report.nextBlobBase()).isNull();
    assertThat(report.history().getFirst().blobBase()).isNull();
  }

  private static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoPaysMoreNeverWaitsLonger(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] used = random.longs(1 + random.nextInt(40), 0, LIMIT + 1).toArray();
    List<FeeBlock> blocks = blocks(used);
    FeeReport report = report(blocks, said(blocks, random.longs(used.length, 0, 50).toArray()));
    List<Suggestion> all = report.suggestions();
    for (int i = 1; i < all.size(); i++) {
      Suggestion slower = all.get(i - 1);
      Suggestion faster = all.get(i);
      assertThat(faster.max()).isGreaterThanOrEqualTo(slower.max());
      assertThat(requireNonNull(faster.priority()))
          .isGreaterThanOrEqualTo(requireNonNull(slower.priority()));
      if (slower.expectedBlocks() != null) {
        assertThat(requireNonNull(faster.expectedBlocks()))
            .isLessThanOrEqualTo(slower.expectedBlocks());
      }
    }
  }
}
