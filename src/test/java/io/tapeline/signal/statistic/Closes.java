package io.tapeline.signal.statistic;

import io.tapeline.TestData;
import io.tapeline.candle.Candle;
import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Closes for tests: recorded ones, and ones that are made up. */
final class Closes {

  static final long START = Interval.D1.floor(1_690_000_000_000_000_000L);

  /** In place of a close: there is no candle. */
  static final String NONE = "";

  private Closes() {}

  /** Daily ones. */
  static Returns daily(String... closes) {
    return of(Interval.D1, Arrays.asList(closes));
  }

  /** Hours of an asset as Binance told them. */
  static Returns recorded(String symbol) throws IOException {
    List<String> closes = new ArrayList<>();
    for (String line :
        Files.readAllLines(TestData.path("ohlcv/binance-spot-2025-08/" + symbol + "_1h.csv"))) {
      if (!line.startsWith("Date")) {
        closes.add(line.split(",", -1)[4]);
      }
    }
    return of(Interval.H1, closes);
  }

  static Returns of(Interval interval, List<String> closes) {
    long start = interval.floor(START);
    return Returns.of(
        interval,
        IntStream.range(0, closes.size())
            .filter(i -> !closes.get(i).equals(NONE))
            .mapToObj(i -> candle(interval, start + i * interval.nanos(), closes.get(i)))
            .toList());
  }

  private static PartialCandle candle(Interval interval, long time, String close) {
    return PartialCandle.of(
        Candle.synthetic(interval, time, Decimal.parse(close), interval.nanos(), 1));
  }
}
