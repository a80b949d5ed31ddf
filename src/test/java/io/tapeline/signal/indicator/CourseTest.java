package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.Catalogue;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From bar to bar the same is told as in columns, to the last bit. */
class CourseTest {

  private static final int SIZE = 700;

  private static Stream<Indicator> running() {
    return Catalogue.all().stream().filter(indicator -> indicator.running() != null);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> choices() {
    return running()
        .map(indicator -> new Choice(indicator, indicator.fallbacks()))
        .flatMap(
            choice ->
                Stream.of(1L, 2L, 3L)
                    .map(seed -> org.junit.jupiter.params.provider.Arguments.of(choice, seed)));
  }

  @Test
  void whatStrategiesAskForAtEachCloseGoesOn() {
    assertThat(running().map(Indicator::name)).contains("adx", "di", "macd", "rsi");
  }

  @ParameterizedTest
  @MethodSource("choices")
  void barsThatBecomeMoreAreReadOnce(Choice choice, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars all = SampleBars.random(seed, Interval.M5, SampleBars.START, SIZE, 5);
    int first = random.nextInt(100);
    double[][] columns = choice.figures(all.slice(first, SIZE));
    Course course = Objects.requireNonNull(choice.course(first));
    Bars bars = all.slice(0, first);
    for (int i = first; i < SIZE; i++) {
      bars = bars.and(all.slice(i, i + 1));
      if (i % 7 != 0) { // sometimes nobody asks
        double[][] told = course.at(bars, i);
        for (int output = 0; output < columns.length; output++) {
          assertThat(bits(told[output][0]))
              .as("%s at %s", choice, i)
              .isEqualTo(bits(columns[output][i - first]));
        }
      }
    }
    assertThat(course.canReach(SIZE)).isTrue();
    assertThat(course.canReach(SIZE - 3)).isFalse();
  }

  private static long bits(double figure) {
    return Double.doubleToLongBits(figure);
  }
}
