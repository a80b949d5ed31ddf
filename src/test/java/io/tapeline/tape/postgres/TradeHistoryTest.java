package io.tapeline.tape.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.market.Market;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.RecentTrades;
import io.tapeline.tape.app.StoredTrades;
import io.tapeline.tape.app.TapeConfig;
import io.tapeline.tape.app.TapeTime;
import io.tapeline.tape.app.TradeHistory;
import io.tapeline.tape.app.TradeStore;
import io.tapeline.tape.app.TradeStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TradeHistoryTest {

  private static final Market BTC = Market.parse("binance:btc-usdt");
  private static final TradeRange ALL = TradeRange.of(BTC, 0, Long.MAX_VALUE);
  private static final TapeTime TIME = new TapeTime();

  private static TestStores stores;
  private static PgTradeStore store;
  private static TradeHistory history;

  /** A question, when it was asked as of, and what was answered. */
  private record Asked(TradeRange range, long asOf, List<Traded> answer) {}

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
    history =
        new TradeHistory(
            new StoredTrades(stores.config, Beans.<TradeStore>of(store)),
            TIME,
            Configs.defaults(TapeConfig.class));
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE trade");
  }

  static LongStream seeds() {
    return LongStream.range(0, 4);
  }

  private static void write(List<Traded> batch) {
    var _ = store.write(batch).await().atMost(TestStores.PATIENCE);
  }

  private static long now() {
    return history.horizon().atLeast(Long.MAX_VALUE).await().atMost(TestStores.PATIENCE);
  }

  private static List<Traded> read(TradeRange range, long asOf, int limit) {
    return history.read(range, asOf, limit).await().atMost(TestStores.PATIENCE);
  }

  /** Trades of a few moments only, with ids of all kinds. */
  private static List<Traded> crowd(SplittableRandom random, int count) {
    List<Traded> trades = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Traded plain = Trades.of(BTC, "1", "1", random.nextInt(3));
      TradeId id =
          random.nextBoolean()
              ? TradeId.of(random.nextLong())
              : TradeId.of(new UUID(random.nextLong(), random.nextLong()));
      trades.add(new Traded(withId(plain.trade(), id), plain.origin()));
    }
    return trades;
  }

  private static Trade withId(Trade trade, TradeId id) {
    return new Trade(
        trade.market(),
        id,
        trade.price(),
        trade.quantity(),
        trade.side(),
        trade.eventTimeNanos(),
        trade.receivedTimeNanos(),
        trade.matches());
  }

  private static List<Traded> sorted(List<Traded> trades) {
    return trades.stream().sorted(RecentTrades.ORDER).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pagesOfAnySizeCutNothingHoweverManyHappenedAtOneNanosecond(long seed) {
    var random = new SplittableRandom(seed);
    List<Traded> trades = crowd(random, 7_000);
    write(trades);
    long asOf = now();
    List<Traded> found = new ArrayList<>();
    TradeRange rest = ALL;
    while (true) {
      List<Traded> page = read(rest, asOf, random.nextInt(1, 1_500));
      if (page.isEmpty()) {
        break;
      }
      found.addAll(page);
      rest = rest.behind(page.getLast().trade());
    }
    assertThat(found).isEqualTo(sorted(trades));
    assertThat(streamed(ALL, asOf)).isEqualTo(found);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRangeHasWhatItsBoundsSay(long seed) {
    var random = new SplittableRandom(seed);
    List<Traded> trades = sorted(crowd(random, 200));
    write(trades);
    long asOf = now();
    for (int i = 0; i < 50; i++) {
      TradeRange range =
          new TradeRange(
              BTC,
              random.nextBoolean()
                  ? ALL.behind(trades.get(random.nextInt(trades.size())).trade()).after()
                  : TradeRange.of(BTC, Trades.NOON + random.nextInt(4), 0).after(),
              Trades.NOON + random.nextInt(4));
      assertThat(read(range, asOf, 1_000))
          .isEqualTo(trades.stream().filter(t -> range.has(t.trade())).toList());
    }
  }

  private static List<Traded> streamed(TradeRange range, long asOf) {
    List<Traded> found = new ArrayList<>();
    TradeStream pages = history.stream(range, asOf);
    List<Traded> page;
    do {
      page = pages.next().await().atMost(TestStores.PATIENCE);
      assertThat(page).hasSizeLessThanOrEqualTo(2_000);
      found.addAll(page);
    } while (!page.isEmpty());
    return found;
  }

  @Test
  void whatWasAnsweredOnceIsAnsweredForGood() {
    List<Traded> trades = new ArrayList<>(Trades.random(7, 4_000));
    List<Traded> told = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (int step = 0; step < 40; step++) {
      // of two days in any order: most are late
      List<Traded> batch = trades.subList(step * 100, step * 100 + 100);
      write(batch);
      batch.stream().filter(traded -> traded.trade().market().equals(BTC)).forEach(told::add);
      long asOf = now();
      List<Traded> answer = read(ALL, asOf, 10_000);
      assertThat(answer).isEqualTo(sorted(told));
      asked.add(new Asked(ALL, asOf, answer));
    }
    for (Asked question : asked) {
      assertThat(read(question.range, question.asOf, 10_000)).isEqualTo(question.answer);
      assertThat(streamed(question.range, question.asOf)).isEqualTo(question.answer);
    }
  }

  /** The tape and two imports write at once while others ask. */
  @Test
  void behindTheHorizonNothingChangesWhoeverWrites() throws Exception {
    List<Callable<List<Asked>>> work = new ArrayList<>();
    work.add(() -> append(Trades.random(1, 2_000)));
    for (int writer = 2; writer < 4; writer++) {
      List<Traded> own = Trades.random(writer, 2_000);
      work.add(() -> write(own, 40));
      work.add(TradeHistoryTest::ask);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Asked>> done : threads.invokeAll(work)) {
        for (Asked question : done.get()) {
          assertThat(read(question.range, question.asOf, 10_000)).isEqualTo(question.answer);
        }
      }
    }
    stores.drained("trades");
    assertThat(stores.count("trade")).isEqualTo(6_000);
  }

  private static List<Asked> append(List<Traded> trades) throws InterruptedException {
    for (int i = 0; i < trades.size(); i++) {
      store.append(trades.get(i));
      if (i % 50 == 0) {
        Thread.sleep(5);
      }
    }
    return List.of();
  }

  private static List<Asked> write(List<Traded> trades, int batches) {
    int rows = trades.size() / batches;
    for (int i = 0; i < batches; i++) {
      write(trades.subList(i * rows, (i + 1) * rows));
    }
    return List.of();
  }

  private static List<Asked> ask() {
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long asOf =
          i % 2 == 0 ? now() : history.horizon().newest().await().atMost(TestStores.PATIENCE);
      asked.add(new Asked(ALL, asOf, read(ALL, asOf, 10_000)));
    }
    return asked;
  }

  @Test
  void theStoreHasWhatWasReceivedBeforeTheOldestThatWaits() throws Exception {
    TIME.tick(Trades.NOON + 60_000_000_000L);
    assertThat(history.storedNanos()).isEqualTo(Trades.NOON + 55_000_000_000L);
    try (var connection = stores.connection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT FROM trade_clock FOR UPDATE"); // nobody can write
      store.append(Trades.of(BTC, "1", "1", 7));
      assertThat(history.storedNanos()).isEqualTo(Trades.NOON + 7 - 5_000_000_000L);
      connection.rollback();
    }
    stores.drained("trades");
    assertThat(history.storedNanos()).isEqualTo(Trades.NOON + 55_000_000_000L);
  }
}
