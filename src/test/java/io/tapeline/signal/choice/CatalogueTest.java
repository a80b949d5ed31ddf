package io.tapeline.signal.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Family;
import io.tapeline.signal.indicator.Indicator;
import io.tapeline.signal.indicator.Output;
import io.tapeline.signal.indicator.Parameter;
import io.tapeline.signal.indicator.SampleBars;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry says what it is, and is what it says. */
class CatalogueTest {

  static Stream<String> names() {
    return Catalogue.names().stream();
  }

  private static Choice choice(String name) {
    return SampleBars.choice(name);
  }

  @Test
  void thereAreMoreThanSixty() {
    assertThat(Catalogue.all()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEntryIsComplete(String name) {
    Indicator indicator = Catalogue.find(name).orElseThrow();
    assertThat(name).matches("[a-z][a-z0-9_]*");
    assertThat(indicator.title()).isNotBlank();
    assertThat(indicator.formula()).isNotBlank();
    assertThat(indicator.source()).isNotBlank();
    List<String> outputs = indicator.outputs().stream().map(Output::name).toList();
    assertThat(new HashSet<>(outputs)).hasSameSizeAs(outputs);
    assertThat(outputs).allMatch(output -> output.matches("[a-z][a-z_]*"));
    assertThat(outputs.size() == 1).isEqualTo(outputs.contains(Output.ONLY) && outputs.size() == 1);
    Choice choice = choice(name);
    assertThat(indicator.isRecursive()).isEqualTo(choice.warmup() > choice.unstable());
    for (Parameter parameter : indicator.parameters()) {
      assertThat(parameter.takes(parameter.fallback())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void behindTheUnstableOnesEveryRecordedCandleHasItsFigure(String name) throws IOException {
    requireFigures(choice(name), SampleBars.recorded());
  }

  /** With candles in which nothing traded and nothing moved. */
  @ParameterizedTest
  @MethodSource("names")
  void quietCandlesHaveTheirFiguresToo(String name) {
    Bars bars = SampleBars.random(11, Interval.M1, SampleBars.START, 700, 3);
    requireFigures(choice(name), bars);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFirstFigureIsTheOneThatIsSaid(String name) {
    Bars bars = SampleBars.random(12, Interval.M1, SampleBars.START, 700, 0);
    Choice choice = choice(name);
    double[][] raw = choice.indicator().by().of(bars, choice.arguments());
    int first = choice.unstable();
    boolean isFirst = first == 0;
    for (double[] column : raw) {
      assertThat(column).hasSize(bars.size());
      assertThat(column[first]).isNotNaN();
      isFirst |= first > 0 && Double.isNaN(column[first - 1]);
    }
    // these have one before, which says nothing
    boolean seeded =
        List.of("tr", "kama", "mcginley", "supertrend", "chop", "crsi", "vidya").contains(name);
    boolean pattern = choice.indicator().family() == Family.CANDLESTICK;
    assertThat(isFirst || seeded || pattern).as(name).isTrue();
  }

  /** At its bounds every parameter gives figures, of ten candles and of none. */
  @ParameterizedTest
  @MethodSource("names")
  void everyBoundIsGood(String name) {
    Indicator indicator = Catalogue.find(name).orElseThrow();
    Bars bars = SampleBars.random(13, Interval.M1, SampleBars.START, 1_700, 0);
    for (boolean least : List.of(true, false)) {
      String text =
          name
              + indicator.parameters().stream()
                  .map(parameter -> bound(parameter, least).toPlainString())
                  .collect(java.util.stream.Collectors.joining(",", "(", ")"));
      Choices read = Choices.read(text, new Choices.Bounds(1, Long.MAX_VALUE));
      for (Choice choice : read.all()) {
        requireFigures(choice, bars);
        choice.figures(bars.slice(0, 10));
        choice.figures(Bars.NONE);
        choice.figures(bars.slice(0, 1));
        assertThat(choice.warmup()).isLessThan(50_000);
      }
    }
  }

  private static BigDecimal bound(Parameter parameter, boolean least) {
    return least ? parameter.min() : parameter.max();
  }

  private static void requireFigures(Choice choice, Bars bars) {
    double[][] columns = choice.figures(bars);
    assertThat(columns).hasDimensions(choice.columns().size(), bars.size());
    for (int column = 0; column < columns.length; column++) {
      for (int i = 0; i < bars.size(); i++) {
        assertThat(Double.isNaN(columns[column][i]))
            .as("%s of candle %s", choice.columns().get(column), i)
            .isEqualTo(i < choice.unstable());
      }
    }
  }
}
