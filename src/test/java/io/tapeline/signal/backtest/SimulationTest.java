package io.tapeline.signal.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.Sizing.Fraction;
import io.tapeline.signal.backtest.Sizing.VolatilityTarget;
import io.tapeline.signal.verdict.ClosedCandles;
import io.tapeline.signal.verdict.SampleCandles;
import io.tapeline.signal.verdict.Strengths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Decided at a close, filled at the next open, at a price and a cost that are worked by hand. */
class SimulationTest {

  private static final long DAY = Interval.D1.nanos();
  private static final long START = 19_000 * DAY;
  private static final Offset<Double> EXACT = Offset.offset(1e-12);
  private static final Costs FREE = new Costs(0, 0);
  private static final Terms PLAIN = new Terms(FREE, Fraction.ALL, true, 100_000, 0);

  /** A day for each row: its place in time, open and close; quiet where there is a third. */
  private static ClosedCandles market(double[]... rows) {
    List<PartialCandle> candles = new ArrayList<>();
    for (double[] row : rows) {
      String open = String.valueOf(row[1]);
      String close = String.valueOf(row[2]);
      String high = String.valueOf(Math.max(row[1], row[2]));
      String low = String.valueOf(Math.min(row[1], row[2]));
      candles.add(
          SampleCandles.candle(
              Interval.D1,
              START + ((long) row[0]) * DAY,
              new String[] {open, high, low, close},
              "1",
              row.length > 3));
    }
    return ClosedCandles.of(Interval.D1, candles);
  }

  private static double[] day(double... numbers) {
    return numbers;
  }

  private static Track run(ClosedCandles market, Terms terms, Stance... wanted) {
    return Simulation.run(market, 0, wanted.length, (candle, _) -> wanted[candle], terms);
  }

  private static void assertWorth(Track track, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(track.worth().close(i)).as("candle %s", i).isCloseTo(expected[i], EXACT);
    }
  }

  @Test
  void whatIsDecidedAtACloseIsFilledAtTheNextOpen() {
    ClosedCandles market = market(day(0, 9, 10), day(1, 20, 30), day(2, 40, 50), day(3, 60, 1));
    Track track = run(market, PLAIN, Stance.LONG, Stance.LONG, Stance.FLAT, Stance.FLAT);
    // bought at 20, sold at 60
    assertWorth(track, 1, 1.5, 2.5, 3);
    Trade trade = track.trades().getFirst();
    assertThat(trade.entry().decidedNanos()).isEqualTo(START + DAY);
    assertThat(trade.entry().timeNanos()).isEqualTo(START + DAY);
    assertThat(trade.entry().price()).isEqualTo(20);
    assertThat(Objects.requireNonNull(trade.exit()).timeNanos()).isEqualTo(START + 3 * DAY);
    assertThat(Objects.requireNonNull(trade.exit()).price()).isEqualTo(60);
    assertThat(trade.profit()).isCloseTo(2, EXACT);
    assertThat(trade.gain()).isCloseTo(2, EXACT);
    assertThat(track.exposed()).isEqualTo(2);
  }

  @Test
  void feesAndSlippageAreAgainstWhoeverTrades() {
    ClosedCandles market = market(day(0, 9, 10), day(1, 100, 100), day(2, 100, 100));
    Terms terms = new Terms(Costs.ofBasisPoints(100, 200), Fraction.ALL, true, 1, 0);
    Track track = run(market, terms, Stance.LONG, Stance.FLAT, Stance.FLAT);
    // 1 / 1.01 buys at 102; sold at 98 less a hundredth
    double quantity = 1 / 1.01 / 102;
    double end = quantity * 98 * 0.99;
    assertWorth(track, 1, quantity * 100, end);
    Trade trade = track.trades().getFirst();
    assertThat(trade.entry().price()).isCloseTo(102, EXACT);
    assertThat(Objects.requireNonNull(trade.exit()).price()).isCloseTo(98, EXACT);
    assertThat(trade.gain()).isCloseTo((end - 1) * 1.01, EXACT);
    assertThat(track.paid())
        .isCloseTo(1 / 1.01 * 0.01 + quantity * 2 + quantity * 98 * 0.01 + quantity * 2, EXACT);
    assertThat(track.turnover()).isCloseTo(1 / 1.01 + quantity * 98 / (quantity * 100), EXACT);
  }

  @Test
  void whoeverIsShortGainsWhatTheMarketLoses() {
    ClosedCandles market = market(day(0, 9, 10), day(1, 100, 80), day(2, 50, 40), day(3, 1, 1));
    Terms half = new Terms(FREE, new Fraction(0.5), true, 1, 0);
    Track track = run(market, half, Stance.SHORT, Stance.FLAT, Stance.FLAT, Stance.FLAT);
    assertWorth(track, 1, 1.1, 1.25, 1.25);
    assertThat(track.trades().getFirst().side()).isEqualTo(Stance.SHORT);
    assertThat(track.trades().getFirst().gain()).isCloseTo(0.5, EXACT);
  }

  @Test
  void changingSidesIsTwoFillsAtOneOpen() {
    ClosedCandles market =
        market(day(0, 9, 10), day(1, 100, 110), day(2, 120, 120), day(3, 60, 60));
    Track track = run(market, PLAIN, Stance.LONG, Stance.SHORT, Stance.SHORT, Stance.SHORT);
    // 1.2 after the first; 0.01 units sold at 120
    assertWorth(track, 1, 1.1, 1.2, 1.8);
    assertThat(track.trades()).hasSize(2);
    assertThat(track.trades().getLast().exit()).isNull();
    assertThat(track.trades().getLast().profit()).isCloseTo(0.6, EXACT);
  }

  @Test
  void nothingIsLeftOfAShortPositionThatLostEverything() {
    ClosedCandles market = market(day(0, 9, 10), day(1, 100, 100), day(2, 100, 250), day(3, 9, 9));
    Track track = run(market, PLAIN, Stance.SHORT, Stance.SHORT, Stance.LONG, Stance.LONG);
    assertWorth(track, 1, 1, 0, 0);
    assertThat(track.trades()).hasSize(1);
    assertThat(track.trades().getFirst().profit()).isEqualTo(-1);
  }

  @Test
  void overAGapItIsFilledAtTheNextCandleThatIsThereAndItsAgeIsTold() {
    ClosedCandles market = market(day(0, 9, 10), day(4, 20, 30), day(5, 40, 50));
    Track track = run(market, PLAIN, Stance.LONG, Stance.LONG, Stance.LONG);
    Trade trade = track.trades().getFirst();
    assertThat(trade.entry().price()).isEqualTo(20);
    assertThat(trade.entry().waitedNanos()).isEqualTo(Duration.ofDays(3).toNanos());
  }

  @Test
  void whereNothingTradesNothingIsFilledAndTheNewestDecisionCounts() {
    ClosedCandles market =
        market(day(0, 9, 10), day(1, 10, 10, 1), day(2, 20, 30), day(3, 33, 33), day(4, 40, 40));
    Track track =
        run(market, PLAIN, Stance.LONG, Stance.FLAT, Stance.LONG, Stance.LONG, Stance.LONG);
    Trade trade = track.trades().getFirst();
    assertThat(trade.entry().price()).isEqualTo(33);
    assertThat(trade.entry().decidedNanos()).isEqualTo(START + 3 * DAY);
    assertThat(trade.entry().waitedNanos()).isZero();
  }

  @Test
  void strengthEntersAtOneMarkAndLeavesBelowAnother() {
    int[] strengths = {99_999, 100_000, 0, -1, -100_000, Strengths.NONE, 1, 50_000, 100_000};
    Terms shorts = new Terms(FREE, Fraction.ALL, true, 100_000, 0);
    Terms longs = new Terms(FREE, Fraction.ALL, false, 100_000, 0);
    assertThat(stances(strengths, shorts)).isEqualTo("FLLFSSFFL");
    assertThat(stances(strengths, longs)).isEqualTo("FLLFFFFFL");
  }

  private static String stances(int[] strengths, Terms terms) {
    Decisions decisions = Decisions.ofStrengths(strengths, terms);
    StringBuilder all = new StringBuilder();
    Stance held = Stance.FLAT;
    for (int i = 0; i < strengths.length; i++) {
      held = decisions.at(i, held);
      all.append(held.name().charAt(0));
    }
    return all.toString();
  }

  @Test
  void aVolatileMarketIsEnteredWithLess() {
    ClosedCandles market =
        market(day(0, 10, 10), day(1, 10, 20), day(2, 20, 10), day(3, 10, 20), day(4, 20, 20));
    double ln2 = Math.log(2);
    // three returns of ±ln 2: mean a third of it, squares 1 − 1/9 each… of n − 1 = 2
    double deviation = ln2 * Math.sqrt((4.0 / 9 + 16.0 / 9 + 4.0 / 9) / 2) * Math.sqrt(365.25);
    VolatilityTarget target = new VolatilityTarget(0.5, 3);
    assertThat(target.share(market, 3)).isCloseTo(0.5 / deviation, Offset.offset(1e-9));
    assertThat(target.share(market, 2)).as("too few").isNaN();
    assertThat(new VolatilityTarget(1e9, 3).share(market, 3)).as("nothing is borrowed").isOne();
  }

  @Test
  void whatIsMeasuredFollowsFromTheTrades() {
    ClosedCandles market =
        market(
            day(0, 10, 10),
            day(1, 10, 10),
            day(2, 15, 15),
            day(3, 20, 20),
            day(4, 10, 10),
            day(5, 10, 10));
    Track track =
        run(
            market,
            PLAIN,
            Stance.LONG,
            Stance.FLAT,
            Stance.LONG,
            Stance.FLAT,
            Stance.LONG,
            Stance.LONG);
    Measures measures = Measures.of(track);
    // 10 → 15, then 20 → 10, then one that is open
    assertThat(measures.trades()).isEqualTo(2);
    assertThat(measures.hitRate()).isEqualTo(0.5);
    assertThat(measures.profitFactor()).isCloseTo(0.5 / 0.75, EXACT);
    assertThat(measures.exposure()).isCloseTo(3 / 6.0, EXACT);
    assertThat(measures.performance().totalReturn()).isCloseTo(-0.25, EXACT);
    assertThat(measures.turnover()).isCloseTo(5 / (6 / 365.25), Offset.offset(1e-9));
  }
}
