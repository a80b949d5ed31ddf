package io.tapeline.chain.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.ops.store.FencedOffException;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest stored block of a chain, whatever table it is in. Whoever writes has to know it: of
 * two that follow a chain one stores.
 */
public final class NewestBlock {

  private NewestBlock() {}

  /** What a row with number, hash, parent_hash and time says. */
  public static BlockRef of(Row row) {
    return new BlockRef(
        row.getLong("number"),
        Hash.of(row.getBuffer("hash").getBytes()),
        Hash.of(row.getBuffer("parent_hash").getBytes()),
        row.getOffsetDateTime("time").toInstant());
  }

  /**
   * Fails with {@link FencedOffException} where the newest is another one.
   *
   * @param newest the statement that has it; arguments: chain, limit
   * @param known null if none was stored
   */
  public static Uni<Void> require(
      SqlConnection transaction, String newest, String chain, @Nullable BlockRef known) {
    return transaction
        .preparedQuery(newest)
        .execute(Tuple.of(chain, 1))
        .map(rows -> rows.stream().map(NewestBlock::of).findFirst().orElse(null))
        .invoke(
            stored -> {
              if (!Objects.equals(stored, known)) {
                throw new FencedOffException("another process stores blocks of " + chain);
              }
            })
        .replaceWithVoid();
  }
}
