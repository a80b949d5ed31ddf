package io.tapeline.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.Backtest.Outcome;
import io.tapeline.signal.backtest.Sizing.Fraction;
import io.tapeline.signal.backtest.Sizing.VolatilityTarget;
import io.tapeline.signal.backtest.WalkForward.Choice;
import io.tapeline.signal.backtest.WalkForward.Metric;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.SampleCandles;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that is decided or filled knows a later candle, and who is chosen is chosen by the past.
 */
class BacktestTest {

  private static final Interval OWN = Interval.H4;
  private static final long START = Interval.W1.ceiling(1_600_000_000_000_000_000L);
  private static final int SIZE = 4_200;
  private static final int FROM = 2_600;
  private static final Terms TERMS =
      new Terms(Costs.ofBasisPoints(10, 5), new VolatilityTarget(0.4, 30), true, 100_000, 0);

  static LongStream seeds() {
    return LongStream.range(0, 3);
  }

  private static List<PartialCandle> walk(long seed) {
    return SampleCandles.random(seed, OWN, START, SIZE, 2, 4);
  }

  private static List<Trader> traders() {
    return Stream.concat(
            BuiltIns.all().stream().map(Strategy::usual).map(Trader.ByStrategy::new),
            Stream.of(CrossingAverages.trader(OWN, 10, 30)))
        .<Trader>map(trader -> trader)
        .toList();
  }

  private static Backtest backtest(List<PartialCandle> own, List<? extends Trader> traders) {
    List<ClosedCandles> longer =
        Stream.of(Interval.D1, Interval.W1)
            .map(length -> ClosedCandles.of(length, SampleCandles.rolledUp(own, length)))
            .toList();
    return new Backtest(
        ClosedCandles.of(OWN, own), longer, START + FROM * OWN.nanos(), traders, TERMS);
  }

  private static List<Track> tracks(Backtest backtest) {
    Track benchmark = backtest.benchmark();
    return IntStream.range(0, traders().size())
        .mapToObj(i -> backtest.outcome(i, benchmark, 1).track())
        .toList();
  }

  /** What was known of a track at a moment: worth, and fills, each with when it was decided. */
  private static String until(Track track, long momentNanos) {
    StringBuilder known = new StringBuilder();
    for (int i = 0; i < track.worth().size(); i++) {
      if (track.worth().closeTimeNanos(i) <= momentNanos) {
        known.append(track.worth().close(i)).append(' ');
      }
    }
    for (Trade trade : track.trades()) {
      for (Trade.Fill fill :
          Stream.of(trade.entry(), trade.exit()).filter(f -> f != null).toList()) {
        if (fill.timeNanos() < momentNanos) {
          known.append(trade.side()).append(trade.share()).append(fill);
        }
      }
    }
    return known.toString();
  }

  /** All candles after a moment are another market's. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatComesLaterChangesNothing(long seed) {
    List<PartialCandle> real = walk(seed);
    List<PartialCandle> other = walk(seed + 1_000);
    List<Track> asItWas = tracks(backtest(real, traders()));
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 3; round++) {
      long cut = START + random.nextInt(FROM + 200, SIZE - 200) * OWN.nanos();
      List<PartialCandle> mutated = new ArrayList<>();
      real.stream().filter(c -> c.closeTimeNanos() <= cut).forEach(mutated::add);
      other.stream().filter(c -> c.closeTimeNanos() > cut).forEach(mutated::add);
      List<Track> asItIs = tracks(backtest(mutated, traders()));
      int trades = 0;
      for (int i = 0; i < asItWas.size(); i++) {
        assertThat(until(asItIs.get(i), cut))
            .as("trader %s until %s", i, cut)
            .isEqualTo(until(asItWas.get(i), cut));
        assertThat(asItIs.get(i)).isNotEqualTo(asItWas.get(i));
        trades += asItWas.get(i).trades().size();
      }
      assertThat(trades).isGreaterThan(100);
    }
  }

  /** Every fill is at the open of a candle, after the close at which it was decided. */
  @Test
  void fillsAreOfLaterCandles() {
    List<PartialCandle> candles = walk(7);
    for (Track track : tracks(backtest(candles, traders()))) {
      for (Trade trade : track.trades()) {
        PartialCandle filled =
            candles.stream()
                .filter(c -> c.openTimeNanos() == trade.entry().timeNanos())
                .findFirst()
                .orElseThrow();
        double open = SampleCandles.price(filled.open()).doubleValue();
        double worse = trade.side() == Stance.LONG ? 1.0005 : 0.9995;
        assertThat(trade.entry().price()).isEqualTo(open * worse);
        assertThat(trade.entry().waitedNanos()).isNotNegative();
        assertThat(filled.synthetic()).isFalse();
      }
    }
  }

  @Test
  void whoIsChosenIsBestOfThePastAndActsInWhatFollows() {
    List<PartialCandle> candles = walk(11);
    List<Trader.ByStrategy> grid =
        StrategyChoices.read("ma_cross(5,20),ma_cross(10,40),ma_cross(20,80)").all().stream()
            .map(Trader.ByStrategy::new)
            .toList();
    Backtest backtest = backtest(candles, grid);
    WalkForward windows = new WalkForward(300, 100, Metric.TOTAL_RETURN);
    List<Choice> choices = backtest.choices(windows);
    assertThat(choices).hasSize(windows.windows(backtest.candles()));
    assertThat(choices.stream().map(Choice::trader).distinct().count()).isGreaterThan(1);
    for (int i = 1; i < choices.size(); i++) {
      assertThat(choices.get(i).split()).isEqualTo(choices.get(i - 1).end());
    }
    Choice third = choices.get(2);
    for (int i = 0; i < grid.size(); i++) {
      List<PartialCandle> past = candles.subList(0, third.split());
      long from = candles.get(third.begin()).openTimeNanos();
      Backtest alone =
          new Backtest(ClosedCandles.of(OWN, past), List.of(), from, List.of(grid.get(i)), TERMS);
      Outcome outcome = alone.outcome(0, alone.benchmark(), 1);
      double total = outcome.measures().performance().totalReturn();
      assertThat(third.inSample().totalReturn()).isGreaterThanOrEqualTo(total);
      if (i == third.trader()) {
        assertThat(third.inSample()).isEqualTo(outcome.measures().performance());
      }
    }
    Outcome next = backtest.outcome(choices, 1);
    assertThat(next.track().worth().openTimeNanos(0))
        .isEqualTo(candles.get(choices.getFirst().split()).openTimeNanos());
    assertThat(next.track().worth().size()).isEqualTo(backtest.candles() - 300);
  }

  @Test
  void theBenchmarkPaysTheSameCosts() {
    List<PartialCandle> candles = walk(3);
    Backtest backtest = backtest(candles, traders());
    Track benchmark = backtest.benchmark();
    assertThat(benchmark.trades()).hasSize(1);
    double entry = benchmark.trades().getFirst().entry().price();
    double last = SampleCandles.price(candles.getLast().close()).doubleValue();
    assertThat(benchmark.worth().close(benchmark.worth().size() - 1))
        .isCloseTo(last / entry / 1.001, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(TERMS.ofHolding().sizing()).isEqualTo(Fraction.ALL);
  }
}
