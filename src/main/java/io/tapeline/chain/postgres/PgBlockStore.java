package io.tapeline.chain.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.chain.record.BlockStore;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.ops.store.StoreReads;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Blocks in PostgreSQL, also those that were taken back. */
@ApplicationScoped
public class PgBlockStore implements BlockStore {

  private final Pool pool;
  private final BlockWriting writing;
  private final StoreReads reads;
  private final StoreConfig config;

  public PgBlockStore(Pool pool, BlockWriting writing, StoreReads reads, StoreConfig config) {
    this.pool = pool;
    this.writing = writing;
    this.reads = reads;
    this.config = config;
  }

  @Override
  public Uni<List<BlockRef>> newest(String chain, int most) {
    return reads.of(
        () ->
            pool.preparedQuery(BlockSql.NEWEST)
                .execute(Tuple.of(chain, most))
                .map(rows -> rows.stream().map(NewestBlock::of).toList().reversed()));
  }

  @Override
  public Uni<Void> write(BlockChange change) {
    return pool.withTransaction(transaction -> writing.write(transaction, change))
        .ifNoItem()
        .after(config.writeTimeout())
        .fail();
  }
}
