package io.tapeline.signal.indicator;

import io.tapeline.market.Interval;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;

/** Candles as ta4j has them, with its double numbers. */
public final class Ta4jBars {

  private Ta4jBars() {}

  public static BarSeries of(Bars bars, Interval interval) {
    Duration length = Duration.ofNanos(interval.nanos());
    BarSeries series =
        new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    for (int i = 0; i < bars.size(); i++) {
      series
          .barBuilder()
          .timePeriod(length)
          .endTime(Instant.ofEpochSecond(0, bars.openTimeNanos(i)).plus(length))
          .openPrice(bars.open()[i])
          .highPrice(bars.high()[i])
          .lowPrice(bars.low()[i])
          .closePrice(bars.close()[i])
          .volume(bars.volume()[i])
          .add();
    }
    return series;
  }
}
