package io.tapeline.candle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.candle.app.CandleReader;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.ReadingProcess;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.app.TapeTime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another process corrects is seen here, though memory knew better a moment ago. */
class CandleCorrectionsTest {

  private static final Market MARKET = Market.parse("a:btc-usd");
  private static final Series SERIES = Series.of(MARKET);
  private static final long MINUTE = Interval.M1.nanos();

  private final long start =
      Interval.M1.floor(Clock.systemUTC().millis() * 1_000_000 - 60 * MINUTE);
  private final TapeTime time = new TapeTime();
  private TestStores stores;
  private PgCandleStore store;
  private CandleKeeper keeper;
  private CandleReader reader;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
    store = CandleStores.of(stores);
    var meters = new CandleMeters(new SimpleMeterRegistry());
    keeper =
        new CandleKeeper(
            Configs.defaults(CandleConfig.class), meters, Beans.<CandleStore>of(store));
    var process = new ReadingProcess(stores, store, keeper, time, ReadingProcess.ALONE, meters);
    reader = process.reader;
    awaitListeners(1);
  }

  private void awaitListeners(int count) throws InterruptedException {
    stores.await(
        () ->
            stores
                    .rows(
                        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle'")
                    .size()
                == count);
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  private void closeMinutesAt(String price) {
    for (long minute = 0; minute < 3; minute++) {
      long at = start + minute * MINUTE + 1;
      keeper.on(
          new Traded(
              new Trade(
                  MARKET,
                  TradeId.of(minute + 1),
                  Decimal.parse(price),
                  Decimal.ONE,
                  Side.BUY,
                  at,
                  at,
                  1),
              Origin.LIVE));
      time.tick(at + MINUTE + 1_000_000_000);
      keeper.tick(at + MINUTE + 1_000_000_000);
    }
  }

  private List<String> closes() {
    return reader
        .read(new CandleRange(SERIES, Interval.M1, start, start + 3 * MINUTE, 10))
        .await()
        .atMost(TestStores.PATIENCE)
        .stream()
        .map(Candle::close)
        .map(Decimal::toString)
        .toList();
  }

  private boolean answers() {
    try {
      return !stores.rows("SELECT 1").isEmpty();
    } catch (RuntimeException _) {
      return false;
    }
  }

  private void correct(PgCandleStore by, long minute, String price) {
    by.write(
            List.of(new Rung(SERIES, KeptCandles.minute(start + minute * MINUTE, price, "1"))),
            Fence.NONE)
        .await()
        .atMost(TestStores.PATIENCE);
  }

  @Test
  void aCorrectionIsSeenAtOnceAndNewerCandlesStayInMemory() throws Exception {
    closeMinutesAt("100");
    stores.await(() -> store.writtenUpToNanos() == Long.MAX_VALUE);
    assertThat(closes()).containsExactly("100", "100", "100");
    correct(CandleStores.of(stores), 1, "107");
    stores.await(() -> closes().equals(List.of("100", "107", "100")));
  }

  @Test
  void whatWasCorrectedWhileTheDatabaseWasAwayIsSeenAfterIt() throws Exception {
    closeMinutesAt("100");
    stores.await(() -> store.writtenUpToNanos() == Long.MAX_VALUE);
    stores.stopServer();
    assertThat(closes()).as("from memory").containsExactly("100", "100", "100");
    stores.startServer();
    // told while nobody listens
    stores.await(this::answers);
    var _ = stores.rows("UPDATE candle SET close = 99, low = 99 WHERE interval_ms = 60000");
    stores.await(() -> closes().equals(List.of("99", "99", "99")));
  }
}
