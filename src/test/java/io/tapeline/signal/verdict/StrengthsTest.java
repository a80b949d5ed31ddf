package io.tapeline.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import io.tapeline.signal.verdict.Verdict.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Strengths that are read without verdicts are those that verdicts have, of every strategy. */
class StrengthsTest {

  private static final List<StrategyChoice> ALL =
      Stream.concat(
              BuiltIns.all().stream().map(Strategy::usual),
              StrategyChoices.read("ma_cross(7,31),bollinger_reversion(25),multi_interval(20)")
                  .all()
                  .stream())
          .toList();

  @Test
  void ofRecordedHours() throws IOException {
    List<PartialCandle> hours =
        SampleCandles.csv("bybit-linear-2025-06/ETHUSDT_60m.csv", Interval.H1);
    assertThat(compared(hours, List.of(Interval.H4, Interval.D1))).isGreaterThan(500);
  }

  @Test
  void ofYearsOfDays() throws IOException {
    List<PartialCandle> days =
        SampleCandles.coinbase(
            "coinbase-ta4j/TradingView-INDEX_BTCUSD-PT1D-20091005_20260306.json", Interval.D1);
    assertThat(compared(days.subList(1_000, days.size()), List.of(Interval.W1)))
        .isGreaterThan(5_000);
  }

  @Test
  void ofWalksWithGapsAndCandlesInWhichNothingTraded() {
    long start = Interval.W1.ceiling(1_600_000_000_000_000_000L);
    for (int seed = 0; seed < 2; seed++) {
      List<PartialCandle> walk =
          SampleCandles.random(seed, Interval.H4, start, 4_000, 2, 20 * seed);
      assertThat(compared(walk, List.of(Interval.D1, Interval.W1))).isGreaterThan(250);
    }
  }

  /** How many signals there were. */
  private static int compared(List<PartialCandle> own, List<Interval> longer) {
    Interval interval = own.getFirst().interval();
    List<ClosedCandles> candles = new ArrayList<>();
    List<ClosedCandles> columns = new ArrayList<>();
    List<List<PartialCandle>> ladder = new ArrayList<>(List.of(own));
    longer.forEach(length -> ladder.add(SampleCandles.rolledUp(own, length)));
    for (List<PartialCandle> each : ladder) {
      candles.add(ClosedCandles.of(each.getFirst().interval(), each));
      columns.add(withoutText(each));
    }
    Desk desk = new Desk(interval, candles);
    Glance glance =
        new Glance(
            interval,
            new Sheets(columns),
            ALL.stream().flatMap(one -> one.readings(interval).stream()).toList());
    List<Strengths> strengths =
        ALL.stream().map(one -> new Strengths(one, interval, glance)).toList();
    int signals = 0;
    int seen = 0;
    for (PartialCandle candle : own) {
      glance.at(candle.openTimeNanos());
      boolean compares = seen++ % 4 == 0; // hashes take their time
      for (int i = 0; compares && i < ALL.size(); i++) {
        Verdict verdict = desk.judge(ALL.get(i), candle.openTimeNanos());
        long said = Strengths.NONE;
        if (verdict instanceof Signal signal) {
          said = signal.evidence().stream().mapToLong(Evidence::contribution).sum();
          signals++;
        }
        assertThat((long) strengths.get(i).now())
            .as("%s at %s", ALL.get(i), candle.openTimeNanos())
            .isEqualTo(said);
      }
    }
    return signals;
  }

  private static ClosedCandles withoutText(List<PartialCandle> candles) {
    BitSet synthetic = new BitSet();
    for (int i = 0; i < candles.size(); i++) {
      synthetic.set(i, candles.get(i).synthetic());
    }
    return ClosedCandles.of(candles.getFirst().interval(), Bars.of(candles), synthetic);
  }
}
