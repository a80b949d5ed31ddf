package io.tapeline.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.strategy.Evidence;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import io.tapeline.signal.verdict.Verdict.NoSignal;
import io.tapeline.signal.verdict.Verdict.Reason;
import io.tapeline.signal.verdict.Verdict.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A verdict follows from the candles that were closed at its moment, and from nothing else. */
class DeskTest {

  private static final Interval OWN = Interval.H4;
  private static final long START =
      Block.holding(Interval.W1, 1_600_000_000_000_000_000L).startNanos();
  private static final long STEP = OWN.nanos();

  /** Enough weeks for the longest interval. */
  private static final int SIZE = 4_000;

  static LongStream seeds() {
    return LongStream.range(0, 2);
  }

  private static List<PartialCandle> walk(long seed) {
    return SampleCandles.random(seed, OWN, START, SIZE, 0, 5);
  }

  private static Map<Interval, List<PartialCandle>> ladder(List<PartialCandle> own) {
    Map<Interval, List<PartialCandle>> all = new EnumMap<>(Interval.class);
    all.put(OWN, own);
    all.put(Interval.D1, SampleCandles.rolledUp(own, Interval.D1));
    all.put(Interval.W1, SampleCandles.rolledUp(own, Interval.W1));
    return all;
  }

  private static Desk desk(Map<Interval, List<PartialCandle>> candles) {
    return new Desk(
        OWN,
        candles.entrySet().stream()
            .map(entry -> ClosedCandles.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Desk desk(List<PartialCandle> own) {
    return desk(ladder(own));
  }

  /** All that there is to say of a moment. */
  private static List<String> verdicts(Desk desk, long open) {
    return BuiltIns.all().stream()
        .map(strategy -> desk.judge(strategy.usual(), open))
        .map(verdict -> verdict + " " + Explanation.of(verdict))
        .toList();
  }

  private static Stream<Signal> signals(Desk desk, List<PartialCandle> candles, int step) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < candles.size(); i += step) {
      for (Strategy strategy : BuiltIns.all()) {
        if (desk.judge(strategy.usual(), candles.get(i).openTimeNanos()) instanceof Signal signal) {
          signals.add(signal);
        }
      }
    }
    return signals.stream();
  }

  /** Everything after a moment is another market: the longer candles that it ends in too. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatComesLaterChangesNothing(long seed) {
    List<PartialCandle> real = walk(seed);
    List<PartialCandle> other = walk(seed + 1_000);
    SplittableRandom random = new SplittableRandom(seed);
    Desk asItWas = desk(real);
    for (int round = 0; round < 6; round++) {
      int cut = random.nextInt(SIZE * 3 / 4, SIZE - 60);
      List<PartialCandle> mutated = new ArrayList<>(real.subList(0, cut + 1));
      mutated.addAll(other.subList(cut + 1, SIZE));
      Desk asItIs = desk(mutated);
      Desk nothingLater = desk(real.subList(0, cut + 1));
      for (int i = cut - 8; i <= cut; i++) {
        long open = real.get(i).openTimeNanos();
        List<String> said = verdicts(asItWas, open);
        assertThat(verdicts(asItIs, open)).as("candle %s of %s", i, cut).isEqualTo(said);
        assertThat(verdicts(nothingLater, open)).isEqualTo(said);
      }
      Set<List<String>> later = new HashSet<>();
      for (int i = cut + 30; i < cut + 40; i++) {
        later.add(verdicts(asItIs, real.get(i).openTimeNanos()));
        later.add(verdicts(asItWas, real.get(i).openTimeNanos()));
      }
      assertThat(later).as("another market says something else").hasSizeGreaterThan(12);
    }
  }

  /** A longer candle that is still open at the moment may say anything. */
  @Test
  void longerCandlesCountOnceTheyAreClosed() {
    Map<Interval, List<PartialCandle>> real = ladder(walk(5));
    Strategy strategy = BuiltIns.find("multi_interval").orElseThrow();
    int seen = 0;
    for (int i = 3_700; i < 3_760; i++) {
      long open = START + i * STEP;
      long moment = open + STEP;
      Map<Interval, List<PartialCandle>> known = new EnumMap<>(Interval.class);
      real.forEach(
          (interval, candles) ->
              known.put(
                  interval, candles.stream().filter(c -> c.closeTimeNanos() <= moment).toList()));
      Verdict verdict = desk(real).judge(strategy.usual(), open);
      assertThat(verdict).isEqualTo(desk(known).judge(strategy.usual(), open));
      if (verdict instanceof Signal signal) {
        assertThat(signal.inputs()).hasSize(3);
        assertThat(signal.inputs()).allMatch(input -> input.toNanos() <= moment);
        assertThat(signal.inputs())
            .allMatch(input -> input.toNanos() > moment - input.interval().nanos());
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itDoesNotMatterWhereReadingBegins(long seed) {
    List<PartialCandle> all = walk(seed);
    SplittableRandom random = new SplittableRandom(seed);
    Desk whole = desk(all);
    Map<Interval, List<PartialCandle>> ladder = ladder(all);
    for (int round = 0; round < 10; round++) {
      int last = random.nextInt(SIZE - 600, SIZE);
      long open = all.get(last).openTimeNanos();
      // the widest window is that of adx(14), in front of the block
      long window = Block.holding(OWN, open).windowNanos(648) - random.nextInt(50) * STEP;
      Map<Interval, List<PartialCandle>> part = new EnumMap<>(ladder);
      part.put(OWN, all.stream().filter(candle -> candle.openTimeNanos() >= window).toList());
      assertThat(verdicts(desk(part), open)).isEqualTo(verdicts(whole, open));
    }
  }

  /** Asked backwards or at random, the same. */
  @Test
  void itDoesNotMatterInWhichOrderOneAsks() {
    List<PartialCandle> all = walk(9);
    Desk one = desk(all);
    Desk other = desk(all);
    List<List<String>> forwards = new ArrayList<>();
    List<List<String>> backwards = new ArrayList<>();
    for (int i = 3_000; i < 3_600; i += 7) {
      forwards.add(verdicts(one, START + i * STEP));
    }
    for (int i = 3_000 + 85 * 7; i >= 3_000; i -= 7) {
      backwards.addFirst(verdicts(other, START + i * STEP));
    }
    assertThat(backwards).isEqualTo(forwards);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void strengthsAndGradesKeepTheirBounds(long seed) {
    List<PartialCandle> candles = walk(seed);
    requireBounds(signals(desk(candles), candles, 7).toList());
  }

  @Test
  void contributionsAreTheStrengthOfEverySignalOfRecordedCandles() throws IOException {
    List<PartialCandle> candles =
        SampleCandles.csv("binance-spot-2025-08/BTCUSDT_4h.csv", Interval.H4);
    List<Signal> signals = signals(desk(candles), candles, 1).toList();
    assertThat(signals).hasSizeGreaterThan(5_000);
    requireBounds(signals);
    Set<Direction> directions = new HashSet<>();
    signals.forEach(signal -> directions.add(signal.direction()));
    assertThat(directions).containsExactlyInAnyOrder(Direction.values());
  }

  private static void requireBounds(List<Signal> signals) {
    for (Signal signal : signals) {
      long sum = 0;
      for (Evidence part : signal.evidence()) {
        sum += part.contribution();
      }
      assertThat(signal.strength()).isEqualTo(sum).isBetween(-1_000_000L, 1_000_000L);
      assertThat(signal.trader()).isBetween(0, 100);
      if (signal.investor() != null) {
        assertThat(signal.investor()).isBetween(0, 100);
      }
      assertThat(Explanation.of(signal).toLowerCase(java.util.Locale.ROOT))
          .contains("points")
          .doesNotContain("buy", "sell", "{}", "e-");
    }
  }

  /** Rules that look at differences of prices point the other way in a mirrored market. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aMirroredMarketPointsTheOtherWay(long seed) {
    List<PartialCandle> candles = walk(seed);
    Desk straight = desk(candles);
    Desk mirrored = desk(SampleCandles.mirrored(candles));
    int compared = 0;
    for (Strategy strategy : BuiltIns.all()) {
      // shares of prices are not mirrored: a fall of a tenth is less than a rise of one
      if (Set.of("volatility_regime", "composite").contains(strategy.name())) {
        continue;
      }
      for (int i = 3_000; i < SIZE; i += 13) {
        long open = START + i * STEP;
        if (straight.judge(strategy.usual(), open) instanceof Signal one) {
          Signal other = (Signal) mirrored.judge(strategy.usual(), open);
          assertThat(other.strength())
              .as("%s at %s", strategy.name(), i)
              .isBetween(-one.strength() - 300, -one.strength() + 300);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void aSeriesThatHasBegunTooShortATimeAgoHasNoSignal() {
    NoSignal none = none("ma_cross", walk(1).subList(0, 150), 149);
    assertThat(none.reason()).isEqualTo(Reason.WARM_UP);
    assertThat(Explanation.of(none))
        .isEqualTo(
            "ma_cross(50,200) on 4h has no signal: 149 of the 199 candles before it are there, for"
                + " sma(200) of 4h.");
  }

  @Test
  void aMissingCandleMeansNoSignalForAsLongAsItCounts() {
    List<PartialCandle> candles = new ArrayList<>(walk(2));
    candles.remove(3_000);
    assertThat(none("bollinger_reversion", candles, 3_010).reason()).isEqualTo(Reason.GAP);
    assertThat(none("donchian_breakout", candles, 3_050).reason()).isEqualTo(Reason.GAP);
    Strategy reversion = BuiltIns.find("bollinger_reversion").orElseThrow();
    Signal later = (Signal) desk(candles).judge(reversion.usual(), START + (3_000 + 29) * STEP);
    assertThat(later.investor()).as("of 200 candles").isNull();
    Desk desk = desk(candles);
    assertThat(((NoSignal) desk.judge(reversion.usual(), START + 3_000 * STEP)).because())
        .isEqualTo("the newest candle of 4h is missing");
  }

  @Test
  void aQuietMarketHasNoSignal() {
    List<PartialCandle> quiet = SampleCandles.random(3, OWN, START, SIZE, 0, 80);
    assertThat(none("macd", quiet, 3_500).reason()).isEqualTo(Reason.QUIET);
  }

  @Test
  void weeksHaveNoLongerIntervalToAgreeWith() {
    List<PartialCandle> weeks = SampleCandles.random(3, Interval.W1, START, 200, 0, 0);
    Desk desk = new Desk(Interval.W1, List.of(ClosedCandles.of(Interval.W1, weeks)));
    Strategy agreement = BuiltIns.find("multi_interval").orElseThrow();
    NoSignal none = (NoSignal) desk.judge(agreement.usual(), weeks.getLast().openTimeNanos());
    assertThat(none.reason()).isEqualTo(Reason.NO_LONGER_INTERVAL);
  }

  @Test
  void openCandlesAreRefused() {
    PartialCandle closed = walk(1).getFirst();
    PartialCandle open =
        new PartialCandle(
            OWN,
            closed.openTimeNanos(),
            closed.open(),
            closed.high(),
            closed.low(),
            closed.close(),
            closed.volume(),
            null,
            null,
            0,
            false,
            false,
            0,
            null);
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> ClosedCandles.of(OWN, List.of(open)));
  }

  private static NoSignal none(String strategy, List<PartialCandle> candles, int index) {
    return (NoSignal)
        desk(candles)
            .judge(
                BuiltIns.find(strategy).orElseThrow().usual(), candles.get(index).openTimeNanos());
  }
}
