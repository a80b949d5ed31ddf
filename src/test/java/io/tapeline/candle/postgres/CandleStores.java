package io.tapeline.candle.postgres;

import io.tapeline.ops.store.TestStores;

/** The store of candles over a real PostgreSQL, for tests of other packages. */
public final class CandleStores {

  private CandleStores() {}

  public static PgCandleStore of(TestStores stores) {
    return new PgCandleStore(
        stores.pool,
        writing(stores),
        stores.vertx,
        stores.database,
        stores.config,
        stores.reads,
        stores.meters);
  }

  static CandleWriting writing(TestStores stores) {
    return new CandleWriting(stores.jdbc, stores.keys, stores.partitions, stores.config);
  }
}
