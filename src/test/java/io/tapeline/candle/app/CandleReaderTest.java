package io.tapeline.candle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TapeTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandleReaderTest {

  private static final Market MARKET = Market.parse("a:btc-usd");
  private static final Series SERIES = Series.of(MARKET);
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_000_020 * MINUTE;

  private final KeptCandles store = new KeptCandles();
  private final TapeTime time = new TapeTime();
  private final CandleConfig config =
      Configs.of(CandleConfig.class, Map.of("tapeline.candle.recent-candles", "60"));
  private final CandleKeeper keeper = keeper();
  private final CandleReader reader =
      new CandleReader(
          keeper,
          time,
          config,
          new StoredCandles(config, Configs.defaults(StoreConfig.class), Beans.of(store)));

  private CandleKeeper keeper() {
    return new CandleKeeper(
        config, new CandleMeters(new SimpleMeterRegistry()), Beans.<CandleStore>of(store));
  }

  private static Traded traded(long second, String price) {
    long at = START + second * SECOND;
    return new Traded(
        new Trade(
            MARKET, TradeId.of(second), Decimal.parse(price), Decimal.ONE, Side.BUY, at, at, 1),
        Origin.LIVE);
  }

  private void tick(long second) {
    time.tick(START + second * SECOND);
    keeper.tick(START + second * SECOND);
  }

  private List<Candle> read(Interval interval, long fromSecond, long toSecond) {
    return reader
        .read(
            new CandleRange(
                SERIES, interval, START + fromSecond * SECOND, START + toSecond * SECOND, 5000))
        .await()
        .indefinitely();
  }

  @Test
  void whatMemoryHoldsIsNotAskedOfTheStore() {
    keeper.on(traded(1, "100"));
    tick(61);
    keeper.on(traded(62, "101"));
    tick(63);
    List<Candle> candles = read(Interval.M1, 0, 120);
    assertThat(candles).extracting(Candle::complete).containsExactly(true, false);
    assertThat(candles).extracting(Candle::revision).containsExactly(1, 0);
    assertThat(store.asked()).isZero();
    assertThat(store.candles()).filteredOn(c -> c.interval() == Interval.M1).hasSize(1);
  }

  @Test
  void theOpenSecondIsShownToo() {
    keeper.on(traded(1, "100"));
    tick(1);
    assertThat(read(Interval.S1, 0, 60)).extracting(Candle::complete).containsExactly(false);
  }

  @Test
  void olderCandlesComeFromTheStoreAndMemoryIsNewerWhereBothHaveOne() {
    store.append(SERIES, KeptCandles.minute(START - MINUTE, "99", "1"));
    store.append(SERIES, KeptCandles.minute(START, "98", "1"));
    keeper.on(traded(1, "100"));
    tick(61);
    assertThat(read(Interval.M1, -60, 60))
        .extracting(Candle::close)
        .containsExactly(Decimal.of(99), Decimal.of(100));
  }

  @Test
  void longerCandlesAreReadWhereTheyAreStoredAndOnlyTheEndIsMade() {
    Candle hour = KeptCandles.at(Interval.H1, START - 120 * MINUTE, "50", "7");
    store.append(SERIES, hour);
    store.append(SERIES, KeptCandles.at(Interval.M30, START - 60 * MINUTE, "60", "1"));
    store.append(SERIES, KeptCandles.at(Interval.M15, START - 30 * MINUTE, "70", "1"));
    store.append(SERIES, KeptCandles.minute(START - MINUTE, "80", "1"));
    keeper.on(traded(1, "100"));
    tick(61);
    List<Candle> hours = read(Interval.H1, -120 * 60, 3600);
    assertThat(hours)
        .extracting(Candle::close)
        .containsExactly(Decimal.of(50), Decimal.of(80), Decimal.of(100));
    assertThat(hours)
        .extracting(Candle::open)
        .containsExactly(Decimal.of(50), Decimal.of(60), Decimal.of(100));
    assertThat(hours).extracting(Candle::complete).containsExactly(true, true, false);
    assertThat(hours.getFirst()).isEqualTo(hour);
  }

  @Test
  void aStoreThatIsAwayFailsOnlyWhatNeedsIt() {
    store.away(true);
    keeper.on(traded(1, "100"));
    tick(61);
    assertThat(read(Interval.M1, 0, 60)).hasSize(1);
    assertThatThrownBy(() -> read(Interval.M1, -60, 60))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failure -> assertThat(failure.problem()).isInstanceOf(Problem.StoreUnavailable.class));
  }

  @Test
  void anIntervalThatEndedIsOpenUntilItsLastTradesHadTimeToCome() {
    keeper.on(traded(1, "100"));
    tick(300);
    assertThat(read(Interval.M5, 0, 300)).extracting(Candle::complete).containsExactly(false);
    tick(301);
    assertThat(read(Interval.M5, 0, 300)).extracting(Candle::complete).containsExactly(true);
  }

  @Test
  void aSeriesGoesOnFromWhatWasKept() {
    keeper.on(new TapeEvent.Watching(Set.of(MARKET), "a-1", START));
    keeper.on(traded(1, "100"));
    keeper.on(traded(61, "101"));
    tick(90);
    CandleKeeper next = keeper();
    next.seed(SERIES, store.candles(), List.of(traded(1, "100"), traded(61, "101")));
    int kept = store.candles().size();
    next.on(traded(100, "102"));
    next.tick(START + 130 * SECOND);
    List<Candle> minutes =
        store.candles().subList(kept, store.candles().size()).stream()
            .filter(c -> c.interval() == Interval.M1)
            .toList();
    assertThat(minutes).hasSize(1);
    assertThat(minutes.getFirst().open()).isEqualTo(Decimal.of(101));
    assertThat(minutes.getFirst().close()).isEqualTo(Decimal.of(102));
    assertThat(minutes.getFirst().trades()).isEqualTo(2);
    assertThatThrownBy(() -> next.seed(SERIES, List.of(), List.of()))
        .isInstanceOf(IllegalStateException.class);
  }
}
