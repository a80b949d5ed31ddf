package io.tapeline.signal.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.SampleBars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {

  private static final long DAY = Interval.D1.nanos();

  /** Bars of height 1 around these prices. */
  private static Bars around(double... prices) {
    double[] high = Arrays.stream(prices).map(price -> price + 0.5).toArray();
    double[] low = Arrays.stream(prices).map(price -> price - 0.5).toArray();
    long[] times = IntStream.range(0, prices.length).mapToLong(i -> i * DAY).toArray();
    return Bars.of(times, prices, high, low, prices, new double[prices.length]);
  }

  @Test
  void turnsThatAreNearAreOneLevel() {
    //                 0    1    2    3    4    5    6    7    8
    Bars bars = around(100, 101, 102, 101, 100, 101, 102.4, 101, 100.5);
    Levels levels = Levels.of(bars, 1, 10);
    assertThat(levels.spread()).isEqualTo(1.5);
    assertThat(levels.found()).hasSize(2);
    Level support = levels.found().getFirst();
    assertThat(support.price()).isEqualTo(99.5);
    assertThat(support.touches()).isEqualTo(1);
    Level resistance = levels.found().getLast();
    assertThat(resistance.price()).isEqualTo(102.7, within(1e-9));
    assertThat(resistance.touches()).isEqualTo(2);
    assertThat(resistance.firstNanos()).isEqualTo(2 * DAY);
    assertThat(resistance.lastNanos()).isEqualTo(6 * DAY);
    // a quarter of the range is 2 days: the turns are 3 and 1 of them old
    double weight = Math.pow(2, -3) + Math.pow(2, -1);
    assertThat(resistance.strength()).isEqualTo(100 * weight / (weight + 2), within(1e-9));
  }

  @Test
  void theStrongestAreTold() {
    Bars bars = around(100, 110, 100, 110, 100, 130, 100, 110, 105);
    List<Level> strongest = Levels.of(bars, 1, 1).found();
    assertThat(strongest).hasSize(1);
    List<Level> all = Levels.of(bars, 1, 10).found();
    assertThat(all).extracting(Level::price).isSorted().hasSize(3);
    assertThat(strongest.getFirst())
        .isEqualTo(all.stream().max(Comparator.comparingDouble(Level::strength)).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 6})
  void tooFewBarsHaveNoLevels(int bars) {
    double[] prices = new double[bars];
    Arrays.setAll(prices, i -> i % 2);
    assertThat(Levels.of(around(prices), 3, 10).found()).isEmpty();
  }

  @Test
  void ofAPlateauTheFirstBarTurns() {
    Bars bars = around(100, 105, 105, 105, 100, 99);
    assertThat(Levels.of(bars, 1, 10).found()).extracting(Level::firstNanos).contains(DAY);
  }

  /** Another way, by hand: every bar with every neighbour, every turn with every other. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void recordedHoursHaveTheLevelsThatAreFoundByHand(int width) throws IOException {
    Bars bars = SampleBars.recorded();
    Levels levels = Levels.of(bars, width, 1_000);
    List<Double> prices = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      prices.addAll(turns(bars, i, width));
    }
    prices.sort(Comparator.naturalOrder());
    List<List<Double>> groups = new ArrayList<>();
    for (double price : prices) {
      if (groups.isEmpty() || price - groups.getLast().getFirst() > levels.spread()) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(price);
    }
    assertThat(levels.found()).hasSameSizeAs(groups);
    for (int i = 0; i < groups.size(); i++) {
      Level level = levels.found().get(i);
      assertThat(level.touches()).isEqualTo(groups.get(i).size());
      assertThat(level.price())
          .isEqualTo(
              groups.get(i).stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
              within(1e-6));
      assertThat(level.strength()).isBetween(0.0, 100.0);
    }
    assertThat(groups).hasSizeGreaterThan(3);
  }

  private static List<Double> turns(Bars bars, int i, int width) {
    List<Double> turns = new ArrayList<>();
    if (i >= width && i < bars.size() - width) {
      int[] others = IntStream.rangeClosed(i - width, i + width).filter(j -> j != i).toArray();
      double high = bars.high()[i];
      double low = bars.low()[i];
      if (Arrays.stream(others)
          .allMatch(j -> bars.high()[j] < high || (j > i && bars.high()[j] == high))) {
        turns.add(high);
      }
      if (Arrays.stream(others)
          .allMatch(j -> bars.low()[j] > low || (j > i && bars.low()[j] == low))) {
        turns.add(low);
      }
    }
    return turns;
  }

  @Test
  void aTurnIsKnownOnlyOnceTheBarsAfterItAreOver() throws IOException {
    Bars bars = SampleBars.recorded();
    int width = 3;
    for (int size = 500; size < 520; size++) {
      Bars known = bars.slice(0, size);
      List<Level> found = Levels.of(known, width, 1_000).found();
      long newest = known.openTimeNanos(size - 1 - width);
      assertThat(found).allMatch(level -> level.lastNanos() <= newest);
    }
  }
}
