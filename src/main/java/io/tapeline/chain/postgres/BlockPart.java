package io.tapeline.chain.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * What is stored of blocks beside the blocks: all beans of this kind are called in the transaction
 * that stores them. What they store refers to the row of the block, and is known exactly as long as
 * it: when a block is taken back, nothing needs to be done.
 */
public interface BlockPart {

  /**
   * Stores what hangs on these blocks. A failure is as that of the database: nothing is stored, and
   * the same blocks come again until it goes well, so that nothing that stands in a block may make
   * it fail.
   *
   * @param chain its name
   * @param blocks at least one, each following the one before
   */
  Uni<Void> store(SqlConnection transaction, String chain, List<StoredBlock> blocks);
}
