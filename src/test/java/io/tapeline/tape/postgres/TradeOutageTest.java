package io.tapeline.tape.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.TapeEvent.Traded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeOutageTest {

  private static final Map<String, String> SETTINGS =
      Map.of("tapeline.store.batch-rows", "500", "tapeline.store.retry-after", "50ms");

  @Test
  void whatIsAcceptedBeforeDuringAndAfterAnOutageIsStoredOnce(@TempDir Path folder)
      throws Exception {
    List<Traded> trades = Trades.random(42, 30_000);
    try (TestStores stores = new TestStores(folder, SETTINGS)) {
      var store =
          new PgTradeStore(
              stores.pool,
              stores.keys,
              stores.partitions,
              stores.vertx,
              stores.database,
              stores.config,
              stores.reads,
              stores.meters);
      stores.startService();
      trades.subList(0, 5_000).forEach(store::append);
      Thread.sleep(300); // It is not there yet: rows wait.
      assertThat(stores.pending("trades")).isEqualTo(5_000);
      stores.startServer();
      append(store, trades.subList(5_000, 15_000));
      append(store, trades.subList(0, 3_000));
      stores.awaitOpen();
      stores.stopServer();
      append(store, trades.subList(15_000, 25_000));
      stores.startServer();
      append(store, trades.subList(25_000, 30_000));
      stores.drained("trades");
      assertThat(stores.count("trade")).isEqualTo(trades.size());
      assertThat(stores.count("tapeline.store.failures", "trades")).isPositive();
      assertThat(stores.count("tapeline.store.refused", "trades")).isZero();
      assertThat(stores.count("tapeline.store.rows", "trades")).isEqualTo(33_000);
    }
  }

  /** Slowly enough that the outage falls among the writes. */
  private static void append(PgTradeStore store, List<Traded> trades) throws InterruptedException {
    for (int i = 0; i < trades.size(); i++) {
      store.append(trades.get(i));
      if (i % 500 == 0) {
        Thread.sleep(20);
      }
    }
  }
}
