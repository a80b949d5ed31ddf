package io.tapeline.tape.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.TapeEvent.Traded;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast trades go into a database that syncs every commit. The figure is logged. */
@Tag("long") // it measures time, which a busy machine has less of
class TradeThroughputTest {

  private static final Logger LOG = Logger.getLogger(TradeThroughputTest.class);
  private static final int TRADES = 150_000;

  /** Far below what two free cores do: the machine may be busy with other things. */
  private static final long FLOOR_PER_SECOND = 5_000;

  @Test
  void tradesAreStoredFasterThanVenuesSendThem(@TempDir Path folder) throws Exception {
    try (TestStores stores = TestStores.open(folder)) {
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
      Trades.random(1, 5_000).forEach(store::append);
      stores.drained("trades");
      List<Traded> trades = Trades.random(2, TRADES);
      long start = System.nanoTime();
      trades.forEach(store::append);
      stores.drained("trades");
      long perSecond = TRADES * 1_000_000_000L / (System.nanoTime() - start);
      LOG.infof("%d trades stored per second", perSecond);
      assertThat(stores.count("trade")).isEqualTo(5_000 + TRADES);
      assertThat(perSecond).isGreaterThan(FLOOR_PER_SECOND);
    }
  }
}
