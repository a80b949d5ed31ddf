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
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.KnownRange;
import io.tapeline.candle.app.ReadingProcess;
import io.tapeline.market.Interval;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.TestStores;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import java.nio.file.Path;
import java.util.List;
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

  private TestStores stores;
  private PgCandleStore store;
  private ReadingProcess process;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
    store = CandleStores.of(stores);
    var meters = new CandleMeters(new SimpleMeterRegistry());
    var keeper =
        new CandleKeeper(
            Configs.defaults(CandleConfig.class), meters, Beans.<CandleStore>of(store));
    process =
        new ReadingProcess(stores, store, keeper, new TapeTime(), ReadingProcess.ALONE, meters);
    stores.await(process::isReady);
    long before = process.history.horizon().newest().await().atMost(TestStores.PATIENCE);
    write(SERIES, 10, "100");
    stores.await(() -> !process.trusts(SERIES, before));
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  private void write(Series series, int minutes, String price) {
    List<Rung> rows =
        IntStream.range(0, minutes)
            .mapToObj(i -> new Rung(series, KeptCandles.minute(START + i * MINUTE, price, "1")))
            .toList();
    store.write(rows, Fence.NONE).await().atMost(TestStores.PATIENCE);
  }

  private KnownRange read() {
    return process.read(RANGE);
  }

  private List<String> closes(List<Candle> candles) {
    return candles.stream().map(candle -> candle.close().toString()).distinct().toList();
  }

  @Test
  void equalQuestionsAtOnceAndLaterAreOneReading() {
    List<Uni<KnownRange>> questions =
        IntStream.range(0, 50).mapToObj(_ -> process.ranges.read(RANGE)).toList();
    List<KnownRange> answers =
        Uni.join().all(questions).andFailFast().await().atMost(TestStores.PATIENCE);
    assertThat(answers).containsOnly(read());
    assertThat(answers.getFirst().candles()).hasSize(10);
    assertThat(process.readings).hasValue(1);
  }

  @Test
  void aCorrectionIsReadAnewAndTheEarlierAnswerIsWhatWasKnownThen() throws Exception {
    KnownRange before = read();
    write(OTHER, 10, "7");
    stores.await(() -> !process.trusts(OTHER, before.asOfNanos()));
    assertThat(read().asOfNanos()).isEqualTo(before.asOfNanos());
    write(SERIES, 3, "107");
    stores.await(() -> closes(read().candles()).equals(List.of("107", "100")));
    assertThat(read().asOfNanos()).isGreaterThan(before.asOfNanos());
    assertThat(process.history.read(RANGE, before.asOfNanos()).await().atMost(TestStores.PATIENCE))
        .isEqualTo(before.candles());
  }

  @Test
  void nothingIsKeptThatNobodyWouldCorrect() throws Exception {
    KnownRange before = read();
    stores.stopServer();
    stores.await(() -> !process.notices.isListening());
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("store_unavailable"));
    stores.startServer();
    stores.await(process.notices::isListening);
    stores.await(() -> read().candles().equals(before.candles()));
  }
}
