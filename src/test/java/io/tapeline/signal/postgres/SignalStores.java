package io.tapeline.signal.postgres;

import io.tapeline.ops.store.TestStores;

/** The store of signals over a real PostgreSQL, for tests of other packages. */
public final class SignalStores {

  private SignalStores() {}

  public static PgSignalStore of(TestStores stores) {
    SignalKeys keys = new SignalKeys(stores.pool);
    SignalWriting writing =
        new SignalWriting(stores.jdbc, stores.keys, keys, stores.partitions, stores.config);
    return new PgSignalStore(stores.pool, keys, writing, stores.reads);
  }

  /** The same in the order of their recording. */
  public static PgRecordedSignals recorded(TestStores stores) {
    return new PgRecordedSignals(stores.pool, new SignalKeys(stores.pool), stores.reads);
  }
}
