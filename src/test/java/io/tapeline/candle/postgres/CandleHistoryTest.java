package io.tapeline.candle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder;
import io.tapeline.candle.Rollup;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.StoredCandles;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.TestStores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CandleHistoryTest {

  private static final long MINUTE = Interval.M1.nanos();

  /** A Monday, 2024-01-15. */
  private static final long START = 1_705_276_800_000_000_000L;

  private static final Series SERIES = Series.parse("coinbase:btc-usd");

  private static TestStores stores;
  private static CandleWriting writing;
  private static PgCandleStore store;
  private static CandleHistory history;

  /** A question, when it was asked as of, and what was answered. */
  private record Asked(CandleRange range, long asOf, List<Candle> answer) {}

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
    writing = CandleStores.writing(stores);
    store =
        new PgCandleStore(
            stores.pool,
            writing,
            stores.vertx,
            stores.database,
            stores.config,
            stores.reads,
            stores.meters);
    history =
        new CandleHistory(
            new StoredCandles(
                Configs.defaults(CandleConfig.class), stores.config, Beans.<CandleStore>of(store)));
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  @BeforeEach
  void empty() {
    var _ = stores.rows("TRUNCATE candle");
  }

  private static long now() {
    long millis = Clock.systemUTC().millis();
    return history.horizon().atLeast(millis * 1_000_000).await().atMost(TestStores.PATIENCE);
  }

  private static List<Candle> read(CandleRange range, long asOf) {
    return history.read(range, asOf).await().atMost(TestStores.PATIENCE);
  }

  private static CandleRange all(Interval interval) {
    return new CandleRange(
        SERIES, interval, interval.floor(START), START + 7 * Interval.D1.nanos(), 20_000);
  }

  private static Candle minute(long number, int price, int revision) {
    return KeptCandles.minute(START + number * MINUTE, Integer.toString(price), "2")
        .withRevision(revision);
  }

  /** What the minutes of now say of a length. */
  private static List<Candle> made(NavigableMap<Long, Candle> minutes, Interval interval) {
    List<Candle> all = List.copyOf(minutes.values());
    return interval == Interval.M1
        ? all
        : Rollup.of(all, interval, minutes.lastEntry().getValue().closeTimeNanos());
  }

  @Test
  void whatWasAnsweredOnceIsAnsweredForGood() throws Exception {
    var random = new SplittableRandom(7);
    NavigableMap<Long, Candle> minutes = new TreeMap<>();
    List<Asked> asked = new ArrayList<>();
    List<Interval> lengths = Stream.concat(Stream.of(Interval.M1), Ladder.LEVELS.stream()).toList();
    for (int step = 0; step < 40; step++) {
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        boolean late = !minutes.isEmpty() && random.nextInt(15) == 0;
        long number = late ? random.nextLong(minutes.size()) : minutes.size();
        Candle before = minutes.get(number);
        Candle told =
            minute(number, random.nextInt(1, 999), before == null ? 1 : before.revision() + 1);
        minutes.put(number, told);
        store.append(SERIES, told);
      }
      stores.drained("candles");
      long asOf = now();
      for (Interval length : lengths) {
        List<Candle> answer = read(all(length), asOf);
        assertThat(answer).as("%s", length).isEqualTo(made(minutes, length));
        asked.add(new Asked(all(length), asOf, answer));
      }
      Thread.sleep(2); // moments are asked for in milliseconds
    }
    for (Asked question : asked) {
      assertThat(read(question.range, question.asOf)).isEqualTo(question.answer);
    }
  }

  @Test
  void nothingIsKnownOfBeforeItWasRecorded() throws Exception {
    long before = now();
    Thread.sleep(2);
    store.append(SERIES, minute(0, 1, 1));
    stores.drained("candles");
    assertThat(read(all(Interval.M1), before)).isEmpty();
    assertThat(read(all(Interval.M1), now())).hasSize(1);
  }

  @Test
  void aMomentThatIsToComeIsBeyondTheHorizon() {
    long later = (Clock.systemUTC().millis() + 60_000) * 1_000_000;
    assertThat(history.horizon().atLeast(later).await().atMost(TestStores.PATIENCE))
        .isLessThan(later);
  }

  /** Two replicas write at once while others ask: what is behind the horizon never changes. */
  @Test
  void behindTheHorizonNothingChangesWhoeverWrites() throws Exception {
    List<Callable<List<Asked>>> work = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      int price = 100 + writer;
      work.add(() -> write(price));
      work.add(CandleHistoryTest::ask);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Asked>> done : threads.invokeAll(work)) {
        for (Asked question : done.get()) {
          assertThat(read(question.range, question.asOf)).isEqualTo(question.answer);
        }
      }
    }
    assertThat(read(all(Interval.M1), now())).hasSize(200);
  }

  private static List<Asked> write(int price) {
    for (int i = 0; i < 200; i++) {
      Ladder.Rung rung = new Ladder.Rung(SERIES, minute(i, price, 1));
      writing.write(List.of(rung)).await().atMost(TestStores.PATIENCE);
    }
    return List.of();
  }

  private static List<Asked> ask() {
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long asOf = now();
      CandleRange range = all(i % 2 == 0 ? Interval.M1 : Interval.M15);
      asked.add(new Asked(range, asOf, read(range, asOf)));
    }
    return asked;
  }
}
