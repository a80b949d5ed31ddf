package io.tapeline.chain.spv.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeeEstimateTest {

  private static final BigDecimal ONE = BigDecimal.ONE;

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }

  private static FeeBucket bucket(String rate, long virtualBytes) {
    return new FeeBucket(decimal(rate), virtualBytes);
  }

  private static BlockFees full(String lowest) {
    return new BlockFees(3_993_000, Collections.nCopies(5, decimal(lowest)));
  }

  private static List<BigDecimal> rates(FeeEstimate estimate) {
    return List.of(estimate.slow().rate(), estimate.normal().rate(), estimate.fast().rate());
  }

  /**
   * By hand. One block has room for 0.4 million at 50 or more, and 0.6 of the 0.8 million between
   * 20 and 50: 50 − 30 × 0.6 / 0.8 = 27.5. Three have room for 1.2 and 1.8 of 2 million between 10
   * and 20: 20 − 10 × 0.9 = 11. Six find less waiting.
   */
  @Test
  void theMempoolSaysWhatWaitsInFront() {
    MempoolFees mempool =
        new MempoolFees(
            List.of(bucket("10", 2_000_000), bucket("50", 400_000), bucket("20", 800_000)));

    FeeEstimate estimate = FeeEstimate.from(List.of(), mempool, ONE).orElseThrow();

    assertThat(rates(estimate))
        .containsExactly(decimal("1.000"), decimal("11.000"), decimal("27.500"));
    assertThat(estimate.slow().byMempool()).isNull();
    assertThat(estimate.fast().byBlocks()).isNull();
    assertThat(estimate.fast().blocks()).isEqualTo(1);
  }

  @Test
  void theHighestBucketHasNoneAboveItAndItsRateIsTaken() {
    MempoolFees mempool = new MempoolFees(List.of(bucket("7.5", 9_000_000)));

    assertThat(rates(FeeEstimate.from(List.of(), mempool, ONE).orElseThrow()))
        .containsExactly(decimal("7.500"), decimal("7.500"), decimal("7.500"));
  }

  /** Twelve blocks that asked for 1 to 12: the third, the sixth and the ninth of them. */
  @Test
  void blocksSayWhatTheyAskedFor() {
    List<BlockFees> recent =
        IntStream.of(99, 3, 12, 1, 7, 5, 11, 2, 9, 4, 10, 6, 8)
            .mapToObj(rate -> full(rate + ""))
            .toList();

    FeeEstimate estimate = FeeEstimate.from(recent, null, ONE).orElseThrow();

    assertThat(rates(estimate))
        .containsExactly(decimal("3.000"), decimal("6.000"), decimal("9.000"));
  }

  @Test
  void aBlockThatWasNotFullAskedForNothing() {
    BlockFees half = new BlockFees(2_000_000, Collections.nCopies(5, decimal("80")));

    assertThat(rates(FeeEstimate.from(List.of(half), null, decimal("0.1")).orElseThrow()))
        .containsExactly(decimal("0.100"), decimal("0.100"), decimal("0.100"));
  }

  @Test
  void theHigherOfBothIsTaken() {
    MempoolFees mempool = new MempoolFees(List.of(bucket("5", 1_500_000)));
    FeeEstimate estimate = FeeEstimate.from(List.of(full("4")), mempool, ONE).orElseThrow();

    assertThat(rates(estimate))
        .containsExactly(decimal("4.000"), decimal("4.000"), decimal("5.000"));
  }

  @Test
  void withoutBlocksAndMempoolThereIsNone() {
    assertThat(FeeEstimate.from(List.of(), null, ONE)).isEmpty();
    assertThat(FeeEstimate.from(List.of(), new MempoolFees(List.of()), ONE)).isPresent();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void slowIsNeverAboveNormalNorNormalAboveFast(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FeeBucket> buckets = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      buckets.add(
          new FeeBucket(BigDecimal.valueOf(random.nextInt(900), 1), random.nextInt(900_000)));
    }
    List<BlockFees> blocks = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      blocks.add(
          new BlockFees(
              3_000_000 + random.nextInt(1_000_000),
              random.ints(5, 0, 90).sorted().mapToObj(BigDecimal::valueOf).toList()));
    }

    FeeEstimate estimate = FeeEstimate.from(blocks, new MempoolFees(buckets), ONE).orElseThrow();

    assertThat(rates(estimate)).isSorted();
    assertThat(estimate.slow().rate()).isGreaterThanOrEqualTo(ONE);
  }

  /** Five of the same weight, of which each is a fifth. */
  @Test
  void percentilesAreWeighed() {
    List<PaidFee> paid =
        List.of(
            new PaidFee(500, 400),
            new PaidFee(100, 400),
            new PaidFee(300, 400),
            new PaidFee(200, 400),
            new PaidFee(400, 400));

    assertThat(BlockFees.of(4_000, paid).percentiles())
        .containsExactly(
            decimal("1.000"),
            decimal("2.000"),
            decimal("3.000"),
            decimal("4.000"),
            decimal("5.000"));
    assertThat(
            BlockFees.of(4_000, List.of(new PaidFee(1_000, 3_600), new PaidFee(1_000, 400)))
                .percentiles())
        .startsWith(decimal("1.111"), decimal("1.111"))
        .endsWith(decimal("1.111"));
    assertThat(BlockFees.of(4_000, List.of()).percentiles()).containsOnly(BigDecimal.ZERO);
  }

  @Test
  void figuresThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> bucket("-1", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PaidFee(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BlockFees(1, List.of(ONE)));
  }
}
