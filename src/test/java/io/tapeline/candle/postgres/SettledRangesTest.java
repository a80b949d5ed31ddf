package io.tapeline.candle.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleCorrections;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.SettledRanges;
import io.tapeline.candle.app.SettledRanges.Known;
import io.tapeline.candle.app.StoredCandles;
import io.tapeline.market.Interval;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.Notices;
import io.tapeline.ops.store.TestStores;
import io.tapeline.problem.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is settled is read once, by however many, until it is corrected. */
class SettledRangesTest {

  private static final Series SERIES = Series.parse("a:btc-usd");
  private static final Series OTHER = Series.parse("a:eth-usd");
  private static final long START = 1_705_320_000_000_000_000L;
  private static final long MINUTE = Interval.M1.nanos();
  private static final CandleRange RANGE =
      new CandleRange(SERIES, Interval.M1, START, START + 10 * MINUTE, 100);

  private final AtomicInteger readings = new AtomicInteger();
  private final CandleConfig config = Configs.defaults(CandleConfig.class);
  private TestStores stores;
  private PgCandleStore store;
  private CandleHistory history;
  private Notices notices;
  private SettledRanges ranges;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
    store = CandleStores.of(stores);
    var stored = new StoredCandles(config, stores.config, Beans.of(counted(store)));
    var keeper =
        new CandleKeeper(
            config, new CandleMeters(new SimpleMeterRegistry()), Beans.<CandleStore>of(store));
    history = new CandleHistory(stored);
    notices = new Notices(stores.pool, stores.vertx, stores.database);
    ranges = new SettledRanges(history, notices, config);
    notices.listen(
        CandleCorrections.CHANNEL, new CandleCorrections(keeper, ranges, notices, stores.vertx));
    stores.await(notices::isListening);
    write(SERIES, 10, "100");
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  /** The same store; each reading of candles is counted. */
  private CandleStore counted(CandleStore store) {
    return (CandleStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CandleStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("closed")) {
                readings.incrementAndGet();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void write(Series series, int minutes, String price) {
    List<Rung> rows =
        IntStream.range(0, minutes)
            .mapToObj(i -> new Rung(series, KeptCandles.minute(START + i * MINUTE, price, "1")))
            .toList();
    store.write(rows).await().atMost(TestStores.PATIENCE);
  }

  private Known read() {
    return ranges.read(RANGE).await().atMost(TestStores.PATIENCE);
  }

  private List<String> closes(List<Candle> candles) {
    return candles.stream().map(candle -> candle.close().toString()).distinct().toList();
  }

  @Test
  void equalQuestionsAtOnceAndLaterAreOneReading() {
    List<Uni<Known>> questions = IntStream.range(0, 50).mapToObj(_ -> ranges.read(RANGE)).toList();
    List<Known> answers =
        Uni.join().all(questions).andFailFast().await().atMost(TestStores.PATIENCE);
    assertThat(answers).containsOnly(read());
    assertThat(answers.getFirst().candles()).hasSize(10);
    assertThat(readings).hasValue(1);
  }

  @Test
  void aCorrectionIsReadAnewAndTheEarlierAnswerIsWhatWasKnownThen() throws Exception {
    Known before = read();
    write(OTHER, 10, "7");
    stores.await(() -> read().asOfNanos() == before.asOfNanos());
    write(SERIES, 3, "107");
    stores.await(() -> closes(read().candles()).equals(List.of("107", "100")));
    assertThat(read().asOfNanos()).isGreaterThan(before.asOfNanos());
    assertThat(history.read(RANGE, before.asOfNanos()).await().atMost(TestStores.PATIENCE))
        .isEqualTo(before.candles());
  }

  @Test
  void nothingIsKeptThatNobodyWouldCorrect() throws Exception {
    Known before = read();
    stores.stopServer();
    stores.await(() -> !notices.isListening());
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("store_unavailable"));
    stores.startServer();
    stores.await(notices::isListening);
    stores.await(() -> read().candles().equals(before.candles()));
  }
}
