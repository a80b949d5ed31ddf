package io.tapeline.candle.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.KnownRange.Kept;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.store.Notices;
import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.app.TapeTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What reads settled ranges in one process: a memory and ears of its own over a real database. */
public final class ReadingProcess {

  /** Nothing is shared. */
  public static final SharedRanges ALONE =
      new SharedRanges() {
        @Override
        public Uni<Optional<Kept>> find(CandleRange range) {
          return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public void keep(CandleRange range, Kept answer) {}
      };

  /** How often candles were read from the database. */
  public final AtomicInteger readings = new AtomicInteger();

  public final CandleHistory history;
  public final CandleReader reader;
  public final Notices notices;
  public final SettledRanges ranges;
  private final HeardCorrections corrections;

  /** Begins to listen at once. */
  public ReadingProcess(
      TestStores stores,
      CandleStore store,
      CandleKeeper keeper,
      TapeTime time,
      SharedRanges shared,
      CandleMeters meters) {
    CandleConfig config = Configs.defaults(CandleConfig.class);
    var stored = new StoredCandles(config, stores.config, Beans.of(counted(store)));
    history = new CandleHistory(stored);
    reader = new CandleReader(keeper, time, config, stored);
    notices = new Notices(stores.pool, stores.vertx, stores.database);
    corrections = new HeardCorrections(history, notices);
    ranges = new SettledRanges(history, corrections, shared, config, meters);
    notices.listen(
        CandleCorrections.CHANNEL,
        new CandleCorrections(keeper, corrections, ranges, notices, stores.vertx));
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

  /** It hears corrections, and knows since when. */
  public boolean isReady() {
    return corrections.canJudge();
  }

  /** It has not heard of a correction after this moment. */
  public boolean trusts(Series series, long asOfNanos) {
    return corrections.allow(series, asOfNanos);
  }

  public KnownRange read(CandleRange range) {
    return ranges.read(range).await().atMost(TestStores.PATIENCE);
  }

  public KnownRange read(CandleRange range, long asOfNanos) {
    return ranges.read(range, asOfNanos).await().atMost(TestStores.PATIENCE);
  }
}
