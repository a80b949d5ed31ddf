package io.tapeline.signal.strategy.builtin;

import static io.tapeline.signal.indicator.Parameter.length;
import static io.tapeline.signal.strategy.Score.ramp;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Plan;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.Weighing;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Agreement: the same look at candles of this interval and of two longer ones. */
final class MultiInterval {

  /** A longer interval is at least so many times as long. */
  private static final long TIMES = 4;

  /** What is looked at at once: this interval and two longer ones. */
  private static final int MOST = 3;

  private MultiInterval() {}

  static Strategy strategy() {
    return Plan.of(Style.AGREEMENT, "multi_interval", 1, "Agreement of intervals")
        .takes(length("n", 50))
        .rule(
            "Points where the close is of its mean, on this interval and on two longer ones, each the"
                + " shortest at least four times as long as the one before; only candles count that are"
                + " closed when this one closes. At full strength only where all agree. Of days there"
                + " is only one longer interval, of weeks none, and so no signal.")
        .formula(
            "0.4·ramp(z, 1) + 0.3·ramp(z of the longer, 1) + 0.3·ramp(z of the longest, 1), z ="
                + " zscore(n); with one longer interval 0.6 and 0.4")
        .source("Alexander Elder's three screens, Trading for a Living, 1993")
        .reads(MultiInterval::readings)
        .by((figures, _, out) -> weigh(figures, out));
  }

  private static List<Reading> readings(Interval interval, Arguments a) {
    List<Reading> readings =
        Stream.iterate(
                Optional.of(interval),
                Optional::isPresent,
                last -> last.flatMap(MultiInterval::longer))
            .flatMap(Optional::stream)
            .limit(MOST)
            .map(length -> Reading.of(length, "zscore", a.get(0)))
            .toList();
    return readings.size() > 1 ? readings : List.of();
  }

  private static Optional<Interval> longer(Interval interval) {
    return Arrays.stream(Interval.values())
        .filter(other -> other.nanos() >= TIMES * interval.nanos())
        .findFirst();
  }

  private static void weigh(List<Figure> figures, Weighing out) {
    int[] percent = figures.size() == MOST ? new int[] {40, 30, 30} : new int[] {60, 40};
    for (int i = 0; i < percent.length; i++) {
      Figure away = figures.get(i);
      String whose = "the close of " + away.reading().interval() + " is {} its mean";
      out.add(percent[i], ramp(away.number(), 1), away, BigDecimal.ZERO, whose);
    }
  }
}
