package io.tapeline.signal.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Interval;
import io.tapeline.signal.statistic.Excess.Edge;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What chance can do is told from what it can't. */
class ExcessTest {

  private static final Interval DAY = Interval.D1;
  private static final int RESAMPLES = 1_000;

  private static Returns series(int size, IntToDoubleFunction returned) {
    long[] times = new long[size + 1];
    double[] closes = new double[size + 1];
    closes[0] = 1;
    for (int i = 1; i <= size; i++) {
      times[i] = i * DAY.nanos();
      closes[i] = closes[i - 1] * (1 + returned.applyAsDouble(i));
    }
    return Returns.of(DAY, times, closes);
  }

  private static Returns noise(long seed, int size, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = random.doubles(size + 1).map(x -> (x - 0.5) * 0.04 + mean).toArray();
    return series(size, i -> drawn[i]);
  }

  private static Returns still(int size) {
    return series(size, _ -> 0);
  }

  @Test
  void whatIsAlwaysMoreIsMoreByNoChance() {
    Excess excess = Excess.of(series(100, _ -> 0.001), still(100), RESAMPLES);
    assertThat(excess.mean()).isCloseTo(0.36525, Offset.offset(1e-9));
    assertThat(excess.low()).isCloseTo(0.36525, Offset.offset(1e-9));
    assertThat(excess.edge()).isEqualTo(Edge.SHOWN);
    assertThat(Excess.of(still(100), series(100, _ -> 0.001), RESAMPLES).edge())
        .isEqualTo(Edge.NEGATIVE);
  }

  @Test
  void itIsTheSameEachTimeAndTheMirrorOfItself() {
    Returns one = noise(1, 700, 0.0005);
    Excess excess = Excess.of(one, still(700), RESAMPLES);
    assertThat(Excess.of(one, still(700), RESAMPLES)).isEqualTo(excess);
    Excess mirrored = Excess.of(still(700), one, RESAMPLES);
    assertThat(mirrored.low()).isCloseTo(-excess.high(), Offset.offset(1e-9));
    assertThat(mirrored.chance() + excess.chance())
        .isCloseTo(1, Offset.offset(2.0 / RESAMPLES + 1e-9));
  }

  /** Of markets in which nobody has an edge, few seem to have one: about 25 of 1000 each way. */
  @Test
  void whereThereIsNoEdgeSeldomOneIsShown() {
    int shown = 0;
    int low = 0;
    for (int seed = 0; seed < 400; seed++) {
      Excess excess = Excess.of(noise(seed, 300, 0), still(300), 400);
      shown += excess.edge() == Edge.SHOWN ? 1 : 0;
      low += excess.chance() <= 0.05 ? 1 : 0;
    }
    assertThat(shown).isBetween(3, 24);
    assertThat(low).isBetween(8, 36);
  }

  @Test
  void whereThereIsOneItIsFound() {
    int shown = 0;
    for (int seed = 0; seed < 50; seed++) {
      shown += Excess.of(noise(seed, 2_000, 0.001), still(2_000), 400).edge() == Edge.SHOWN ? 1 : 0;
    }
    assertThat(shown).isGreaterThan(40);
  }

  /** Runs of the same sign: single returns would look like more knowledge than there is. */
  @Test
  void whatHangsTogetherInTimeStaysTogether() {
    SplittableRandom random = new SplittableRandom(3);
    double[] runs = new double[1_001];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = i % 10 == 0 ? (random.nextBoolean() ? 0.01 : -0.01) : runs[i - 1];
    }
    double[] shuffled = Arrays.copyOf(runs, runs.length);
    for (int i = shuffled.length - 1; i > 1; i--) {
      int j = random.nextInt(1, i + 1);
      double kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    Excess inRuns = Excess.of(series(1_000, i -> runs[i]), still(1_000), RESAMPLES);
    Excess mixed = Excess.of(series(1_000, i -> shuffled[i]), still(1_000), RESAMPLES);
    assertThat(inRuns.block()).isEqualTo(10);
    assertThat(inRuns.high() - inRuns.low()).isGreaterThan(1.6 * (mixed.high() - mixed.low()));
  }

  @Test
  void ofTooFewNothingIsSaid() {
    Excess excess = Excess.of(noise(1, 29, 0), still(29), RESAMPLES);
    assertThat(excess.edge()).isEqualTo(Edge.UNKNOWN);
    assertThat(excess.chance()).isNaN();
  }
}
