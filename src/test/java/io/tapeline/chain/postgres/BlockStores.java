package io.tapeline.chain.postgres;

import io.tapeline.ops.store.TestStores;
import java.util.List;

/** The store of blocks over a real PostgreSQL, for tests of other packages. */
public final class BlockStores {

  private BlockStores() {}

  public static PgBlockStore of(TestStores stores, BlockPart... parts) {
    return new PgBlockStore(
        stores.pool, new BlockWriting(List.of(parts)), stores.reads, stores.config);
  }

  public static PgReorgLog reorgs(TestStores stores) {
    return new PgReorgLog(stores.pool, stores.reads);
  }

  public static PgBlockReads reads(TestStores stores) {
    return new PgBlockReads(stores.pool, stores.reads);
  }
}
