package io.tapeline.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Ladder.Reach;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Ladder.Span;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LadderTest {

  private static final Series SERIES = Series.parse("coinbase:btc-usd");
  private static final long MINUTE = Interval.M1.nanos();

  /** A Monday, 2024-01-15. */
  private static final long START = 1_705_276_800_000_000_000L;

  /** The newest revision of each candle, as a store would keep it. */
  private final Map<Slot, Candle> store =
      new TreeMap<>(
          Comparator.comparing((Slot slot) -> slot.interval())
              .thenComparingLong(Slot::openTimeNanos));

  private static Candle candle(
      Interval interval, long open, int price, long observed, Candle.Origin origin) {
    Decimal p = Decimal.of(price);
    return new Candle(
        interval,
        open,
        p,
        p,
        p,
        p,
        BigDecimal.ONE,
        p.toBigDecimal(),
        p.toBigDecimal(),
        1L,
        observed,
        false,
        true,
        1,
        origin);
  }

  private static Candle minute(int number, int price) {
    return candle(Interval.M1, START + number * MINUTE, price, MINUTE, Candle.Origin.TAPE);
  }

  private static Candle given(Interval interval, long open, int price) {
    return candle(interval, open, price, interval.nanos(), Candle.Origin.IMPORT);
  }

  private Reach reach() {
    Long newestMinute = null;
    long closedUpTo = Long.MIN_VALUE;
    for (Candle kept : store.values()) {
      if (kept.interval() == Interval.M1) {
        newestMinute = kept.openTimeNanos();
      }
      closedUpTo = Math.max(closedUpTo, kept.closeTimeNanos());
    }
    return new Reach(newestMinute, closedUpTo);
  }

  private List<Candle> tell(List<Candle> candles) {
    Ladder ladder =
        new Ladder(
            candles.stream().map(candle -> new Rung(SERIES, candle)).toList(),
            store.isEmpty() ? Map.of() : Map.of(SERIES, reach()));
    List<Rung> stored = new ArrayList<>();
    for (Span span : ladder.parts()) {
      store.values().stream()
          .filter(kept -> kept.interval() == span.interval())
          .filter(kept -> kept.openTimeNanos() >= span.fromNanos())
          .filter(kept -> kept.openTimeNanos() < span.toNanos())
          .forEach(kept -> stored.add(new Rung(SERIES, kept)));
    }
    List<Candle> all = ladder.climb(stored).stream().map(Rung::candle).toList();
    all.forEach(candle -> store.put(Slot.of(SERIES, candle), candle));
    return all;
  }

  private List<Candle> kept(Interval interval) {
    return store.values().stream().filter(kept -> kept.interval() == interval).toList();
  }

  @Test
  void aMinuteMakesNothingLongerUntilItIsTheLast() {
    assertThat(tell(List.of(minute(0, 10), minute(1, 11), minute(2, 9)))).hasSize(3);
    assertThat(tell(List.of(minute(3, 12)))).hasSize(1);
    List<Candle> last = tell(List.of(minute(4, 13)));
    assertThat(last).hasSize(2);
    Candle five = last.getLast();
    assertThat(five.interval()).isEqualTo(Interval.M5);
    assertThat(List.of(five.open(), five.high(), five.low(), five.close()))
        .containsExactly(Decimal.of(10), Decimal.of(13), Decimal.of(9), Decimal.of(13));
    assertThat(five.trades()).isEqualTo(5);
    assertThat(five.revision()).isEqualTo(1);
  }

  @Test
  void theFirstMinuteAfterAGapClosesWhatTheGapLeftOpen() {
    var _ = tell(List.of(minute(0, 10), minute(1, 11)));
    var _ = tell(List.of(minute(70, 20)));
    assertThat(kept(Interval.M5)).extracting(Candle::openTimeNanos).containsExactly(START);
    assertThat(kept(Interval.H1)).extracting(Candle::observedNanos).containsExactly(2 * MINUTE);
    assertThat(kept(Interval.H4)).isEmpty();
  }

  @Test
  void aCorrectionClimbsToEveryLengthThatIsClosed() {
    for (int i = 0; i < 120; i++) {
      var _ = tell(List.of(minute(i, 10)));
    }
    List<Candle> told = tell(List.of(minute(7, 99).withRevision(2)));
    assertThat(told)
        .extracting(Candle::interval)
        .containsExactly(Interval.M1, Interval.M5, Interval.M15, Interval.M30, Interval.H1);
    assertThat(told).extracting(Candle::high).containsOnly(Decimal.of(99));
    assertThat(told).extracting(Candle::revision).containsOnly(2);
  }

  @Test
  void aLongerCandleThatWasGivenStandsWhereItsPartsWereNotAllWatched() {
    var _ = tell(List.of(given(Interval.H1, START, 50)));
    var _ = tell(List.of(minute(58, 10), minute(59, 11), minute(60, 12)));
    assertThat(kept(Interval.H1)).extracting(Candle::close).containsExactly(Decimal.of(50));
    assertThat(kept(Interval.M5)).extracting(Candle::close).containsExactly(Decimal.of(11));
  }

  @Test
  void wherePartsAreWholeALongerCandleThatIsGivenIsOverruled() {
    for (int i = 0; i < 61; i++) {
      var _ = tell(List.of(minute(i, 10)));
    }
    List<Candle> told = tell(List.of(given(Interval.H1, START, 50)));
    assertThat(told).extracting(Candle::origin).containsOnly(Candle.Origin.TAPE);
    assertThat(kept(Interval.H1)).extracting(Candle::close).containsExactly(Decimal.of(10));
  }

  @Test
  void fromLongerCandlesAloneStillLongerOnesFollow() {
    List<Candle> hours = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      hours.add(given(Interval.H1, START + i * Interval.H1.nanos(), i));
    }
    var _ = tell(hours);
    assertThat(kept(Interval.H4)).hasSize(6);
    assertThat(kept(Interval.D1)).extracting(Candle::close).containsExactly(Decimal.of(23));
    assertThat(kept(Interval.D1)).extracting(Candle::origin).containsExactly(Candle.Origin.IMPORT);
  }

  @Test
  void anUnfinishedPartMakesNothing() {
    Candle open = given(Interval.H1, START, 1);
    Candle unfinished =
        new Candle(
            Interval.H1,
            START + 3 * Interval.H1.nanos(),
            open.open(),
            open.high(),
            open.low(),
            open.close(),
            BigDecimal.ONE,
            null,
            null,
            null,
            0,
            false,
            false,
            1,
            Candle.Origin.IMPORT);
    var _ = tell(List.of(open, unfinished, given(Interval.H1, START + Interval.H4.nanos(), 2)));
    assertThat(kept(Interval.H4)).isEmpty();
  }

  @Test
  void ofSecondsNothingFollows() {
    Candle second = candle(Interval.S1, START, 1, 0, Candle.Origin.TAPE);
    assertThat(tell(List.of(second))).containsExactly(second);
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  /** However they come, in whatever portions, with whatever corrections: the minutes say it all. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverComesEachLengthSaysWhatTheMinutesSay(long seed) {
    var random = new SplittableRandom(seed);
    TreeMap<Long, Candle> minutes = new TreeMap<>();
    long number = random.nextInt(3_000);
    for (int step = 0; step < 150; step++) {
      List<Candle> portion = new ArrayList<>();
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        if (!minutes.isEmpty() && random.nextInt(10) == 0) {
          long first = minutes.firstKey() / MINUTE;
          long some = random.nextLong(first, minutes.lastKey() / MINUTE + 1) - START / MINUTE;
          portion.add(minute((int) some, random.nextInt(1, 1_000)));
        } else {
          number += random.nextInt(100) == 0 ? random.nextInt(2_000) : 1;
          portion.add(minute((int) number, random.nextInt(1, 1_000)));
        }
        Candle last = portion.getLast();
        Candle before = minutes.get(last.openTimeNanos());
        Candle revised = last.withRevision(before == null ? 1 : before.revision() + 1);
        portion.set(portion.size() - 1, revised);
        minutes.put(revised.openTimeNanos(), revised);
      }
      var _ = tell(portion);
    }
    long closedUpTo = minutes.lastEntry().getValue().closeTimeNanos();
    for (Interval level : Ladder.LEVELS) {
      List<Candle> expected =
          Rollup.of(List.copyOf(minutes.values()), level, closedUpTo).stream()
              .filter(Candle::complete)
              .toList();
      assertThat(kept(level)).as("%s", level).isEqualTo(expected);
    }
  }
}
