package io.tapeline.tape.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.market.Market;
import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PgTradeStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Market BTC = Market.parse("binance:btc-usdt");

  private static TestStores stores;
  private static PgTradeStore store;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
    store =
        new PgTradeStore(
            stores.pool,
            stores.keys,
            stores.partitions,
            stores.vertx,
            stores.database,
            stores.config,
            stores.reads,
            stores.meters);
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE trade");
  }

  private static List<Traded> stored(Market market) {
    return read(TradeRange.of(market, 0, Long.MAX_VALUE), 1_000_000);
  }

  private static List<Traded> read(TradeRange range, int limit) {
    return store.read(range, Long.MAX_VALUE, limit).await().atMost(PATIENCE);
  }

  static LongStream seeds() {
    return LongStream.range(0, 4);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tradesThatArriveAnyNumberOfTimesInAnyBatchesAreStoredOnce(long seed) throws Exception {
    List<Traded> trades = Trades.random(seed, 2_000);
    var random = new SplittableRandom(seed);
    List<Traded> told = new ArrayList<>(trades);
    for (int i = 0; i < 1_500; i++) {
      Traded again = trades.get(random.nextInt(trades.size()));
      told.add(
          told.indexOf(again) + random.nextInt(200) % (told.size() - told.indexOf(again)), again);
    }
    for (Traded trade : told) {
      store.append(trade);
      if (random.nextInt(700) == 0) {
        stores.drained("trades");
      }
    }
    stores.drained("trades");
    assertThat(stores.count("trade")).isEqualTo(trades.size());
    assertThat(stored(BTC))
        .isEqualTo(
            trades.stream()
                .filter(traded -> traded.trade().market().equals(BTC))
                .sorted(
                    Comparator.comparingLong((Traded traded) -> traded.trade().eventTimeNanos())
                        .thenComparing(traded -> traded.trade().id()))
                .toList());
  }

  @Test
  void numbersComeBackExactly() throws Exception {
    List<Traded> extremes =
        List.of(
            Trades.of(BTC, "0.000000000000000001", "1000000000000", 1),
            Trades.of(BTC, "999999999999999999", "0.999999999999999999", 2),
            Trades.of(BTC, "123456789.123456789", "1E+12", 3),
            Trades.of(BTC, "64251.10", "9223372036854775807", 4));
    extremes.forEach(store::append);
    stores.drained("trades");
    assertThat(stored(BTC)).isEqualTo(extremes);
  }

  @Test
  void rangeIsHalfOpenAndLimited() throws Exception {
    for (int i = 0; i < 10; i++) {
      store.append(Trades.of(BTC, "1", "1", i));
    }
    stores.drained("trades");
    var found =
        read(TradeRange.of(BTC, Trades.NOON + 2, Trades.NOON + 9), 5).stream()
            .map(traded -> traded.trade().id().low());
    assertThat(found).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(stored(Market.parse("binance:doge-usdt"))).isEmpty();
  }

  @Test
  void tradeWithAGarbledTimeIsGivenUpAndTheOthersAreStored() throws Exception {
    double before = stores.count("tapeline.store.rejected", "trades");
    for (int i = 0; i < 100; i++) {
      store.append(Trades.of(BTC, "1", "1", i == 50 ? -Trades.NOON : i));
    }
    stores.drained("trades");
    assertThat(stores.count("trade")).isEqualTo(99);
    assertThat(stores.count("tapeline.store.rejected", "trades")).isEqualTo(before + 1);
  }

  @Test
  void emptiedDatabaseIsLearntAnew() throws Exception {
    store.append(Trades.of(BTC, "1", "1", 1));
    stores.drained("trades");
    var _ = stores.rows("DROP TABLE trade_d19737");
    store.append(Trades.of(BTC, "1", "1", 2));
    stores.drained("trades");
    assertThat(stored(BTC)).hasSize(1);
  }

  @Test
  void tellsTheTradesOfEachMarketSinceItsOwnTime() throws Exception {
    Market other = Market.parse("kraken:eth-usd");
    for (int i = 0; i < 10; i++) {
      store.append(Trades.of(BTC, "100", "1", i));
      store.append(Trades.of(other, "10", "1", i));
    }
    stores.drained("trades");
    var found =
        store.since(Map.of(BTC, Trades.NOON + 7), Trades.NOON + 2, 5).await().atMost(PATIENCE);
    assertThat(found.get(BTC)).extracting(t -> t.trade().id().low()).containsExactly(7L, 8L, 9L);
    assertThat(found.get(other))
        .extracting(t -> t.trade().id().low())
        .containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aBatchIsCommittedWhenItIsAnsweredAndTellsHowManyWereNew() {
    List<Traded> trades = Trades.random(5, 3_000);
    assertThat(write(trades.subList(0, 2_000))).isEqualTo(2_000);
    assertThat(stores.count("trade")).isEqualTo(2_000);
    assertThat(write(trades)).isEqualTo(1_000);
    assertThat(write(trades)).isZero();
    List<Traded> twice = new ArrayList<>(Trades.random(6, 10));
    twice.addAll(List.copyOf(twice));
    assertThat(write(twice)).isEqualTo(10);
    assertThat(write(List.of())).isZero();
    assertThat(stores.count("trade")).isEqualTo(3_010);
  }

  @Test
  void aBatchThatCannotBeStoredIsNotStoredInPart() {
    List<Traded> batch =
        List.of(Trades.of(BTC, "1", "1", 1), Trades.of(BTC, "1", "1", -Trades.NOON));
    assertThatThrownBy(() -> write(batch)).isInstanceOf(IllegalArgumentException.class);
    assertThat(stores.count("trade")).isZero();
  }

  @Test
  void writersThatTellTheSameAtOnceStoreEachTradeOnce() throws Exception {
    List<Traded> trades = Trades.random(7, 4_000);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      List<Traded> own = new ArrayList<>(trades);
      Collections.shuffle(own, new Random(writer));
      work.add(
          () -> IntStream.range(0, 8).map(i -> write(own.subList(i * 500, i * 500 + 500))).sum());
    }
    int fresh = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> done : threads.invokeAll(work)) {
        fresh += done.get();
      }
    }
    assertThat(fresh).isEqualTo(4_000);
    assertThat(stores.count("trade")).isEqualTo(4_000);
  }

  @Test
  void whatIsRecordedLaterIsRecordedBehindEveryHorizonThatWasTold() {
    long told = 0;
    for (int i = 0; i < 50; i++) {
      write(List.of(Trades.of(BTC, "1", "1", i)));
      long micros =
          stores
              .rows("SELECT (extract(epoch FROM max(recorded_at)) * 1000000)::bigint FROM trade")
              .getFirst()
              .getLong(0);
      assertThat(micros * 1_000).isGreaterThan(told);
      // half of them ask for this very moment, the others for what is known without waiting
      told = horizon(i % 2 == 0 ? Long.MAX_VALUE : 0);
      assertThat(told).isGreaterThanOrEqualTo(micros * 1_000);
    }
  }

  @Test
  void tellsWhichMarketsItEverStored() {
    assertThat(knows("nowhere:btc-usd")).isFalse();
    write(List.of(Trades.of(BTC, "1", "1", 1)));
    assertThat(knows(BTC.id())).isTrue();
  }

  private static boolean knows(String market) {
    return store.knows(Market.parse(market)).await().atMost(PATIENCE);
  }

  private static int write(List<Traded> batch) {
    return store.write(batch).await().atMost(PATIENCE);
  }

  private static long horizon(long atLeastNanos) {
    return store.horizon(atLeastNanos).await().atMost(PATIENCE);
  }
}
