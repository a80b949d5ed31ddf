package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A figure follows from its block's candles up to it and those of its warm-up, and nothing else.
 */
class FiguresTest {

  private static final Interval LENGTH = Interval.M5;
  private static final long BLOCK = Block.INTERVALS * LENGTH.nanos();
  private static final List<Choice> ALL =
      Catalogue.all().stream()
          .map(indicator -> new Choice(indicator, indicator.fallbacks()))
          .toList();

  static LongStream seeds() {
    return LongStream.range(0, 4);
  }

  private static long start() {
    return Block.holding(LENGTH, SampleBars.START).startNanos();
  }

  private static Bars before(Bars bars, long timeNanos) {
    return bars.slice(0, bars.indexFrom(timeNanos));
  }

  private static Bars from(Bars bars, long timeNanos) {
    return bars.slice(bars.indexFrom(timeNanos), bars.size());
  }

  /** Of a bar, bit by bit. */
  private static List<Long> row(Figures figures, int bar) {
    List<Long> bits = new ArrayList<>();
    for (int column = 0; column < figures.columns(); column++) {
      bits.add(Double.doubleToLongBits(figures.at(column, bar)));
    }
    bits.add(figures.isSettled(bar) ? 1L : 0L);
    return bits;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itDoesNotMatterWhereReadingBeginsOrEnds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int missing = random.nextInt(30);
    Bars all = SampleBars.random(seed, LENGTH, start(), 30_000, missing);
    Block block = new Block(LENGTH, start() + 40 * BLOCK);
    int widest = ALL.stream().mapToInt(Choice::warmup).max().orElseThrow();
    Figures whole = Figures.of(block, before(all, block.endNanos()), ALL);
    for (int i = 0; i < 5; i++) {
      long to = block.startNanos() + random.nextInt(1, Block.INTERVALS) * LENGTH.nanos();
      long from = block.windowNanos(widest) - random.nextInt(100) * LENGTH.nanos();
      Figures part = Figures.of(block, from(before(all, to), from), ALL);
      for (int bar = 0; bar < part.bars().size(); bar++) {
        assertThat(row(part, bar)).isEqualTo(row(whole, bar));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itDoesNotMatterWhatElseIsAskedFor(long seed) {
    Bars all = SampleBars.random(seed, LENGTH, start(), 6_000, 10);
    Block block = new Block(LENGTH, start() + 8 * BLOCK);
    Bars known = before(all, block.endNanos());
    Figures together = Figures.of(block, known, ALL);
    int column = 0;
    for (Choice choice : ALL) {
      Figures alone = Figures.of(block, known, List.of(choice));
      for (int i = 0; i < alone.columns(); i++, column++) {
        for (int bar = 0; bar < alone.bars().size(); bar++) {
          assertThat(alone.at(i, bar)).as(choice.id()).isEqualTo(together.at(column, bar));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatComesLaterChangesNothing(long seed) {
    Bars real = SampleBars.random(seed, LENGTH, start(), 6_000, 5);
    Bars other = SampleBars.random(seed + 1_000, LENGTH, start(), 6_000, 0);
    Block block = new Block(LENGTH, start() + 8 * BLOCK);
    long after = block.startNanos() + 200 * LENGTH.nanos();
    Bars mutated = before(real, after).and(from(other, after));
    Figures asItWas = Figures.of(block, real, ALL);
    Figures asItIs = Figures.of(block, mutated, ALL);
    int last = before(asItWas.bars(), after).size();
    assertThat(last).isGreaterThan(100);
    for (int bar = 0; bar < last; bar++) {
      assertThat(row(asItIs, bar)).isEqualTo(row(asItWas, bar));
    }
    assertThat(row(asItIs, last)).isNotEqualTo(row(asItWas, last));
  }

  /** Two blocks that meet were begun at different candles: what is told of both is one line. */
  @Test
  void blocksJoinWithoutASeam() {
    Bars all = SampleBars.random(7, LENGTH, start(), 31_000, 0);
    Block block = new Block(LENGTH, start() + 58 * BLOCK);
    List<String> apart = new ArrayList<>();
    for (Choice choice : ALL) {
      Figures short_ = Figures.of(block, before(all, block.endNanos()), List.of(choice));
      double[][] whole = choice.figures(before(all, block.endNanos()));
      for (int column = 0; column < whole.length; column++) {
        double[] line =
            Arrays.copyOfRange(whole[column], 58 * Block.INTERVALS, 59 * Block.INTERVALS);
        double scale = Arrays.stream(line).map(Math::abs).max().orElseThrow();
        for (int bar = 0; bar < line.length; bar++) {
          assertThat(short_.isSettled(bar)).isTrue();
          if (Math.abs(short_.at(column, bar) - line[bar]) > 1e-8 * scale) {
            apart.add(choice.columns().get(column) + " at " + bar);
            break;
          }
        }
      }
    }
    assertThat(apart).isEmpty();
  }

  @Test
  void aSeriesThatBeginsIsUnsettledUntilItsWarmUpIsThere() {
    Bars all = SampleBars.random(1, LENGTH, start(), 1_000, 0);
    Choice choice = SampleBars.choice("rsi(14)");
    Figures first = Figures.of(new Block(LENGTH, start()), all, List.of(choice));
    assertThat(first.at(0, 13)).isNaN();
    assertThat(first.at(0, 14)).isNotNaN();
    assertThat(choice.warmup()).isEqualTo(14 + 311);
    assertThat(first.isSettled(choice.warmup() - 1)).isFalse();
    assertThat(first.isSettled(choice.warmup())).isTrue();
    Figures second = Figures.of(new Block(LENGTH, start() + BLOCK), all, List.of(choice));
    assertThat(second.isSettled(0)).isTrue();
  }

  @Test
  void missingCandlesBeforeABlockAreMadeUpForByOlderOnes() {
    Bars whole = SampleBars.random(3, LENGTH, start(), 2 * Block.INTERVALS, 0);
    Block block = new Block(LENGTH, start() + BLOCK);
    int begin = whole.indexFrom(block.startNanos());
    Bars gap = whole.slice(0, begin - 30).and(whole.slice(begin, whole.size()));
    Figures figures = Figures.of(block, gap, List.of(SampleBars.choice("sma(20)")));
    assertThat(figures.at(0, 0)).isNotNaN();
    Bars empty = whole.slice(0, begin - 200).and(whole.slice(begin, whole.size()));
    Figures none = Figures.of(block, empty, List.of(SampleBars.choice("sma(20)")));
    assertThat(none.at(0, 18)).isNaN();
    assertThat(none.isSettled(18)).isFalse();
    assertThat(none.at(0, 19)).isNotNaN();
    assertThat(none.isSettled(19)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void blocksOfEveryLengthCoverAllTimes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Interval interval : Interval.values()) {
      long time = interval.floor(random.nextLong(interval.ceiling(0), 4_000_000_000_000_000_000L));
      Block block = Block.holding(interval, Math.max(time, interval.ceiling(0)));
      assertThat(block.startNanos()).isLessThanOrEqualTo(Math.max(time, interval.ceiling(0)));
      assertThat(block.endNanos()).isGreaterThan(time);
      assertThat(interval.floor(block.startNanos())).isEqualTo(block.startNanos());
      assertThat(block.next().startNanos()).isEqualTo(block.endNanos());
      assertThat(block.windowNanos(100))
          .isEqualTo(Math.max(interval.ceiling(0), block.startNanos() - 264 * interval.nanos()));
      assertThat(block.windowNanos(Integer.MAX_VALUE)).isGreaterThanOrEqualTo(interval.ceiling(0));
    }
  }
}
