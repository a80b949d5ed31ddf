package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.CandleBuilder.Applied;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CandleBuilderTest {

  private static final Market MARKET = Market.parse("a:btc-usd");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_000_020 * MINUTE;
  private static final long GRACE = SECOND / 2;

  private final List<Candle> out = new ArrayList<>();
  private final CandleBuilder minutes = new CandleBuilder(Interval.M1, GRACE, 10 * MINUTE);

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static Trade trade(long id, long time, String price, String quantity) {
    return new Trade(
        MARKET,
        TradeId.of(id),
        Decimal.parse(price),
        Decimal.parse(quantity),
        Side.BUY,
        time,
        time,
        1);
  }

  private static List<Trade> random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trade> trades = new ArrayList<>();
    long time = START;
    for (int i = 0; i < count; i++) {
      time += random.nextLong(1, 3 * SECOND);
      String price = "" + (100 + random.nextInt(50)) + "." + random.nextInt(10);
      trades.add(trade(i + 1, time, price, "0." + (1 + random.nextInt(99))));
    }
    return trades;
  }

  /** The newest revision of each candle. */
  private static Map<Long, Candle> newest(List<Candle> candles) {
    Map<Long, Candle> byTime = new TreeMap<>();
    candles.forEach(c -> byTime.put(c.openTimeNanos(), c.withRevision(1)));
    return byTime;
  }

  private static List<Candle> build(Interval interval, List<Trade> inOrder) {
    List<Candle> candles = new ArrayList<>();
    CandleBuilder builder = new CandleBuilder(interval, GRACE, 10 * MINUTE);
    for (Trade each : inOrder) {
      builder.tick(each.receivedTimeNanos(), candles::add);
      builder.apply(each, candles::add);
    }
    builder.tick(inOrder.getLast().eventTimeNanos() + 2 * MINUTE, candles::add);
    return candles;
  }

  @Test
  void aCandleIsWhatItsTradesSay() {
    minutes.watching("c", START);
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.apply(trade(2, START + 2 * SECOND, "103", "2"), out::add);
    minutes.apply(trade(3, START + 59 * SECOND, "99", "0.5"), out::add);
    minutes.tick(START + MINUTE + GRACE - 1, out::add);
    assertThat(out).isEmpty();
    minutes.tick(START + MINUTE + GRACE, out::add);
    assertThat(out).hasSize(1);
    Candle candle = out.getFirst();
    assertThat(candle.open()).isEqualTo(Decimal.parse("100"));
    assertThat(candle.high()).isEqualTo(Decimal.parse("103"));
    assertThat(candle.low()).isEqualTo(Decimal.parse("99"));
    assertThat(candle.close()).isEqualTo(Decimal.parse("99"));
    assertThat(candle.volume()).isEqualByComparingTo("3.5");
    assertThat(candle.quoteVolume()).isEqualByComparingTo(new BigDecimal("355.5"));
    assertThat(candle.vwap()).isEqualByComparingTo("101.571428571428571");
    assertThat(candle.trades()).isEqualTo(3);
    assertThat(candle.observedNanos()).isEqualTo(MINUTE);
    assertThat(candle.revision()).isEqualTo(1);
  }

  @Test
  void aLateTradeMakesTheNextRevision() {
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.tick(START + 2 * MINUTE, out::add);
    Applied applied = minutes.apply(trade(2, START + 30 * SECOND, "105", "1"), out::add);
    assertThat(applied).isEqualTo(Applied.REVISED);
    assertThat(out).extracting(Candle::revision).containsExactly(1, 2);
    assertThat(out.getLast().high()).isEqualTo(Decimal.parse("105"));
    assertThat(out.getLast().close()).isEqualTo(Decimal.parse("105"));
  }

  @Test
  void aTradeFromBeforeAllMemoryIsLeftOutAndSaysSo() {
    minutes.apply(trade(1, START, "100", "1"), out::add);
    minutes.tick(START + 30 * MINUTE, out::add);
    Trade old =
        new Trade(
            MARKET,
            TradeId.of(2),
            Decimal.ONE,
            Decimal.ONE,
            Side.BUY,
            START,
            START + 30 * MINUTE,
            1);
    assertThat(minutes.apply(old, out::add)).isEqualTo(Applied.OUT_OF_REACH);
  }

  @Test
  void anEmptyMinuteThatWasWatchedIsSyntheticAndOneThatWasNotIsMissing() {
    minutes.watching("c", START);
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.tick(START + 2 * MINUTE + GRACE, out::add);
    minutes.lost("c", START + 2 * MINUTE + GRACE);
    minutes.tick(START + 6 * MINUTE, out::add);
    assertThat(out).extracting(Candle::synthetic).containsExactly(false, true, true);
    assertThat(out.get(1).close()).isEqualTo(Decimal.parse("100"));
    assertThat(out.get(1).trades()).isZero();
    assertThat(out.get(2).observedNanos()).isEqualTo(GRACE);
  }

  @Test
  void coverageCountsOnlyWhatWasWatched() {
    minutes.watching("c", START + 20 * SECOND);
    minutes.apply(trade(1, START + 21 * SECOND, "100", "1"), out::add);
    minutes.lost("c", START + 50 * SECOND);
    minutes.watching("c", START + 55 * SECOND);
    minutes.tick(START + 2 * MINUTE, out::add);
    assertThat(out.getFirst().observedNanos()).isEqualTo(35 * SECOND);
  }

  @Test
  void syntheticCandlesFollowARevisedClose() {
    minutes.watching("c", START);
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.tick(START + 3 * MINUTE + GRACE, out::add);
    out.clear();
    minutes.apply(trade(2, START + 2 * SECOND, "101", "1"), out::add);
    assertThat(out).hasSize(3);
    assertThat(out).allMatch(c -> c.close().equals(Decimal.parse("101")) && c.revision() == 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lateTradesEndInTheCandlesOfTradesInOrder(long seed) {
    List<Trade> inOrder = random(seed, 150);
    Map<Long, Candle> expected = newest(build(Interval.M1, inOrder));
    List<Trade> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled.subList(20, 140), new Random(seed));
    List<Candle> candles = new ArrayList<>();
    CandleBuilder builder = new CandleBuilder(Interval.M1, GRACE, 60 * MINUTE);
    for (Trade each : shuffled) {
      builder.apply(each, candles::add);
      builder.tick(each.eventTimeNanos(), candles::add);
    }
    builder.tick(inOrder.getLast().eventTimeNanos() + 2 * MINUTE, candles::add);
    assertThat(newest(candles)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void minutesRolledUpFromSecondsAreTheMinutesBuiltDirectly(long seed) {
    List<Trade> trades = random(seed, 200);
    List<Candle> seconds = new ArrayList<>(newest(build(Interval.S1, trades)).values());
    List<Candle> direct = new ArrayList<>(newest(build(Interval.M1, trades)).values());
    List<Candle> rolled =
        Rollup.of(seconds, Interval.M1, Long.MAX_VALUE).stream()
            .map(c -> c.withRevision(1))
            .toList();
    assertThat(rolled).isEqualTo(direct);
  }

  /** What the builder makes of these trades, each told when it is received; ends two minutes on. */
  private static List<Candle> run(CandleBuilder builder, List<Trade> trades, long endNanos) {
    List<Candle> candles = new ArrayList<>();
    long now = START;
    builder.watching("c", now);
    for (Trade each : trades) {
      now = Math.max(now, each.receivedTimeNanos());
      builder.tick(now, candles::add);
      builder.apply(each, candles::add);
    }
    builder.tick(endNanos, candles::add);
    return candles;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void splittingTheTapeAnywhereGivesTheSameCandles(long seed) {
    List<Trade> tape = random(seed, 200);
    long end = tape.getLast().eventTimeNanos() + 2 * MINUTE;
    for (Interval interval : List.of(Interval.S1, Interval.M1)) {
      int cut = 1 + new SplittableRandom(seed).nextInt(tape.size() - 1);
      CandleBuilder first = new CandleBuilder(interval, GRACE, 10 * MINUTE);
      List<Candle> kept = run(first, tape.subList(0, cut), tape.get(cut - 1).receivedTimeNanos());
      CandleBuilder second = new CandleBuilder(interval, GRACE, 10 * MINUTE);
      second.seed(kept, tape.subList(0, cut));
      Map<Long, Candle> joined = newest(kept);
      joined.putAll(newest(run(second, tape.subList(cut, tape.size()), end)));
      CandleBuilder whole = new CandleBuilder(interval, GRACE, 10 * MINUTE);
      assertThat(joined).isEqualTo(newest(run(whole, tape, end)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverOrderTradesArriveInTheVolumeAndTheRangeAreTheSame(long seed) {
    List<Trade> trades = random(seed, 60);
    List<Trade> shuffled = new ArrayList<>(trades);
    Collections.shuffle(shuffled, new Random(seed));
    long end = trades.getLast().eventTimeNanos() + 2 * MINUTE;
    assertThat(newest(run(builder(), shuffled, end)).values())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("open", "close")
        .containsExactlyElementsOf(newest(run(builder(), trades, end)).values());
  }

  private static CandleBuilder builder() {
    return new CandleBuilder(Interval.M1, GRACE, 60 * MINUTE);
  }

  @Test
  void amongTradesOfOneMomentArrivalDecides() {
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.apply(trade(2, START + SECOND, "101", "1"), out::add);
    minutes.apply(trade(3, START + SECOND, "99", "1"), out::add);
    Candle open = minutes.open().getFirst();
    assertThat(open.open()).isEqualTo(Decimal.parse("100"));
    assertThat(open.close()).isEqualTo(Decimal.parse("99"));
    assertThat(open.complete()).isFalse();
    assertThat(open.revision()).isZero();
  }

  @Test
  void aLateTradeInTheLastSecondsOfAForgottenMinuteNeverReplacesItsCandle() {
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    long now = START + 11 * MINUTE + 10 * SECOND;
    minutes.tick(now, out::add);
    out.clear();
    // remembered for ten minutes after the minute's end; its own time is within eleven of now
    Trade late = late(2, START + 59 * SECOND, now);
    assertThat(minutes.apply(late, out::add)).isEqualTo(Applied.OUT_OF_REACH);
    assertThat(out).isEmpty();
  }

  private static Trade late(long id, long time, long received) {
    return new Trade(MARKET, TradeId.of(id), Decimal.ONE, Decimal.ONE, Side.BUY, time, received, 1);
  }

  @Test
  void aFirstTradeThatClaimsToBeFromTheFutureDoesNotCloseThePresent() {
    Trade ahead = late(1, START + 2 * 60 * MINUTE, START);
    assertThat(minutes.apply(ahead, out::add)).isEqualTo(Applied.OUT_OF_REACH);
    Trade slightlyAhead = late(2, START + 3 * MINUTE, START);
    assertThat(minutes.apply(slightlyAhead, out::add)).isEqualTo(Applied.OPEN);
    assertThat(minutes.apply(trade(3, START + 5, "100", "1"), out::add)).isEqualTo(Applied.OPEN);
  }

  @Test
  void aFirstTradeFromLongAgoIsOutOfReach() {
    assertThat(minutes.apply(late(1, 0, START), out::add)).isEqualTo(Applied.OUT_OF_REACH);
  }

  @Test
  void watchedMinutesAfterALateFirstTradeRepeatItsClose() {
    minutes.watching("c", START);
    minutes.tick(START + 3 * MINUTE + GRACE, out::add);
    assertThat(out).as("nothing to repeat yet").isEmpty();
    minutes.apply(late(1, START + SECOND, START + 3 * MINUTE + GRACE), out::add);
    assertThat(out).extracting(Candle::synthetic).containsExactly(false, true, true);
  }

  @Test
  void aLateTradeInAnEmptyMinuteReplacesTheRepeatAsItsNextRevision() {
    minutes.watching("c", START);
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.tick(START + 2 * MINUTE + GRACE, out::add);
    out.clear();
    minutes.apply(late(2, START + MINUTE + SECOND, START + 2 * MINUTE + GRACE), out::add);
    assertThat(out).hasSize(1);
    assertThat(out.getFirst().synthetic()).isFalse();
    assertThat(out.getFirst().revision()).isEqualTo(2);
  }

  @Test
  void keptCandlesAreRevisedOnlyWhereTheirTradesAreKeptToo() {
    minutes.apply(trade(1, START + SECOND, "100", "1"), out::add);
    minutes.apply(trade(2, START + MINUTE + SECOND, "101", "1"), out::add);
    minutes.tick(START + 2 * MINUTE + GRACE, out::add);
    List<Candle> kept = List.copyOf(out);
    CandleBuilder next = new CandleBuilder(Interval.M1, GRACE, 10 * MINUTE);
    next.seed(kept, List.of(trade(2, START + MINUTE + SECOND, "101", "1")));
    out.clear();
    long now = START + 3 * MINUTE;
    assertThat(next.apply(late(3, START + 2 * SECOND, now), out::add))
        .isEqualTo(Applied.OUT_OF_REACH);
    assertThat(next.apply(late(4, START + MINUTE + 2 * SECOND, now), out::add))
        .isEqualTo(Applied.REVISED);
    assertThat(out).hasSize(1);
    assertThat(out.getFirst().revision()).isEqualTo(2);
    assertThat(out.getFirst().trades()).isEqualTo(2);
  }
}
