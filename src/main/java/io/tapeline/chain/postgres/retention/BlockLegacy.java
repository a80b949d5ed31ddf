package io.tapeline.chain.postgres.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What must outlive the blocks that it hangs on: all beans of this kind are called in the
 * transaction that removes blocks, before they go.
 */
public interface BlockLegacy {

  /**
   * @param edge number of the lowest block that stays, final and on the chain
   * @param id of its row
   */
  Uni<Void> carry(SqlConnection transaction, String chain, long edge, long id);
}
