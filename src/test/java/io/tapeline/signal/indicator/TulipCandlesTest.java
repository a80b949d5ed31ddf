package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.signal.choice.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every pattern that Tulip's sample candles have, or must not have, is told so. */
class TulipCandlesTest {

  /** Candles, and the lines that say what they have: a name and the candles; ! for what is not. */
  private record Sample(List<double[]> columns, List<String> lines) {

    Bars bars() {
      long[] times = new long[columns.getFirst().length];
      Arrays.setAll(times, i -> i);
      return Bars.of(
          times, columns.get(0), columns.get(1), columns.get(2), columns.get(3), columns.get(3));
    }
  }

  private static List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(TestData.path("indicators/tulip/candles.txt"))) {
      String text = line.strip();
      if (text.equals("candle")) {
        samples.add(new Sample(new ArrayList<>(), new ArrayList<>()));
      } else if (text.startsWith("{")) {
        String[] cells = text.substring(1, text.length() - 1).split(",", -1);
        samples
            .getLast()
            .columns
            .add(
                Arrays.stream(cells).map(String::strip).mapToDouble(Double::parseDouble).toArray());
      } else if (!text.isEmpty()) {
        samples.getLast().lines.add(text);
      }
    }
    return samples;
  }

  @Test
  void everyPatternIsWhereTheySayItIs() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (Sample sample : samples()) {
      for (String line : sample.lines) {
        String[] words = line.split(" ", -1);
        String name = words[0].replace("!", "");
        double[] flags = SampleBars.choice(name).figures(sample.bars())[0];
        for (int i = 1; i < words.length; i++) {
          assertThat(flags[Integer.parseInt(words[i])])
              .as(line + " at " + words[i])
              .isEqualTo(line.startsWith("!") ? 0 : 1);
        }
        seen.add(name);
      }
    }
    Set<String> ours =
        Catalogue.all().stream()
            .filter(indicator -> indicator.family() == Family.CANDLESTICK)
            .map(Indicator::name)
            .collect(Collectors.toSet());
    assertThat(ours).containsAll(seen);
    assertThat(seen).hasSizeGreaterThan(20);
  }
}
