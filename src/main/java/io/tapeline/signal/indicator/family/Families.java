package io.tapeline.signal.indicator.family;

import io.tapeline.signal.indicator.Indicator;
import java.util.List;
import java.util.stream.Stream;

/** All entries there are. */
public final class Families {

  private Families() {}

  public static List<Indicator> all() {
    return Stream.of(
            Prices.all(),
            SimpleAverages.all(),
            ExponentialAverages.all(),
            AdaptiveAverages.all(),
            Crossings.all(),
            Directions.all(),
            Trends.all(),
            Stops.all(),
            Strengths.all(),
            Oscillators.all(),
            Rates.all(),
            Ranges.all(),
            Channels.all(),
            Volumes.all(),
            Accumulations.all(),
            Statistics.all(),
            Fits.all(),
            Candlesticks.all())
        .flatMap(List::stream)
        .toList();
  }
}
