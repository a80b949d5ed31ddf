package io.tapeline.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every strategy says of recorded candles what a second, naive implementation says. */
class SecondImplementationTest {

  /** More candles than any figure looks back, and some that nobody may look at. */
  private static final int BEFORE = 2_100;

  private static final int AFTER = 40;

  @Test
  void minutesOfMarkets() throws IOException {
    for (String market : List.of("BTCUSDT", "SOLUSDT")) {
      compare(
          SampleCandles.csv("bybit-linear-2025-06/" + market + "_1m.csv", Interval.M1),
          List.of(Interval.M5, Interval.M30),
          1_499);
    }
  }

  @Test
  void hoursOfAMarket() throws IOException {
    compare(
        SampleCandles.csv("bybit-linear-2025-06/ETHUSDT_60m.csv", Interval.H1),
        List.of(Interval.H4, Interval.D1),
        11);
  }

  @Test
  void nineYearsOfFourHours() throws IOException {
    compare(
        SampleCandles.coinbase(
            "coinbase-ta4j/Coinbase-BTC-USD-PT4H-20160518_20251028.json", Interval.H4),
        List.of(Interval.D1, Interval.W1),
        499);
  }

  @Test
  void sixteenYearsOfDays() throws IOException {
    compare(
        SampleCandles.coinbase(
            "coinbase-ta4j/TradingView-INDEX_BTCUSD-PT1D-20091005_20260306.json", Interval.D1),
        List.of(Interval.W1),
        151);
  }

  @Test
  void walksWithGapsAndCandlesInWhichNothingTraded() {
    long start = Interval.W1.ceiling(1_600_000_000_000_000_000L);
    for (int seed = 0; seed < 4; seed++) {
      compare(
          SampleCandles.random(seed, Interval.H4, start, 5_000, seed % 2 == 0 ? 2 : 0, 12 * seed),
          List.of(Interval.D1, Interval.W1),
          181);
    }
  }

  private static void compare(List<PartialCandle> own, List<Interval> longer, int step) {
    Interval interval = own.getFirst().interval();
    Map<Interval, List<PartialCandle>> all = new EnumMap<>(Interval.class);
    all.put(interval, own);
    longer.forEach(length -> all.put(length, SampleCandles.rolledUp(own, length)));
    Desk desk =
        new Desk(
            interval,
            all.entrySet().stream()
                .map(entry -> ClosedCandles.of(entry.getKey(), entry.getValue()))
                .toList());
    Map<String, Integer> signals = new TreeMap<>();
    for (int i = step; i < own.size(); i += step) {
      long open = own.get(i).openTimeNanos();
      Naive naive = new Naive(near(all, open), interval, open);
      for (Strategy strategy : BuiltIns.all()) {
        Verdict verdict = desk.judge(strategy.usual(), open);
        assertThat(Naive.line(verdict))
            .as("%s at candle %s", strategy.name(), i)
            .isEqualTo(naive.line(strategy.name()));
        signals.merge(strategy.name(), verdict instanceof Verdict.Signal ? 1 : 0, Integer::sum);
      }
    }
    assertThat(signals).hasSize(10);
    assertThat(signals.values().stream().filter(count -> count > 0)).hasSizeGreaterThan(8);
  }

  private static Map<Interval, List<PartialCandle>> near(
      Map<Interval, List<PartialCandle>> all, long open) {
    Map<Interval, List<PartialCandle>> near = new EnumMap<>(Interval.class);
    all.forEach(
        (interval, candles) -> {
          int place = 0;
          while (place < candles.size() && candles.get(place).openTimeNanos() <= open) {
            place++;
          }
          near.put(
              interval,
              candles.subList(
                  Math.max(0, place - BEFORE), Math.min(candles.size(), place + AFTER)));
        });
    return near;
  }
}
