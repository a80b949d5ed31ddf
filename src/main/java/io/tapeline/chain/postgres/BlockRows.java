package io.tapeline.chain.postgres;

import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRef;
import io.vertx.mutiny.sqlclient.Row;

/** Rows of blocks as what they say. */
final class BlockRows {

  private BlockRows() {}

  static BlockRef ref(Row row) {
    return new BlockRef(
        row.getLong("number"),
        hash(row, "hash"),
        hash(row, "parent_hash"),
        row.getOffsetDateTime("time").toInstant());
  }

  private static Hash hash(Row row, String column) {
    return Hash.of(row.getBuffer(column).getBytes());
  }
}
