package io.tapeline.chain.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain is, stored in the transaction that stores its blocks, whatever table these are in.
 */
public final class StoredHead {

  /** Arguments: chain, moment, safe, finalized. */
  private static final String FINALITY =
      """
      INSERT INTO chain_finality (chain, recorded_at, safe, finalized)
      SELECT $1, $2, $3::bigint, $4::bigint WHERE NOT EXISTS (
          SELECT FROM (SELECT safe, finalized FROM chain_finality
                       WHERE chain = $1 ORDER BY recorded_at DESC LIMIT 1) last
          WHERE last.safe IS NOT DISTINCT FROM $3::bigint
            AND last.finalized IS NOT DISTINCT FROM $4::bigint)
      """;

  /** Argument: chain. Heard once the transaction is committed. */
  private static final String NOTIFY = "SELECT pg_notify('chain_blocks', $1)";

  private StoredHead() {}

  /**
   * Up to which blocks it is sure, where that has changed.
   *
   * @param head null where that is not told
   */
  public static Uni<Void> settle(
      SqlConnection transaction, String chain, OffsetDateTime moment, @Nullable Head head) {
    return head == null
        ? Uni.createFrom().voidItem()
        : transaction
            .preparedQuery(FINALITY)
            .execute(
                Tuple.of(
                    chain, moment, number(head, Finality.SAFE), number(head, Finality.FINALIZED)))
            .replaceWithVoid();
  }

  private static @Nullable Long number(Head head, Finality which) {
    return head.at(which).map(BlockRef::number).orElse(null);
  }

  /** Whoever follows what is stored of the chain hears that there is more. */
  public static Uni<Void> tell(SqlConnection transaction, String chain) {
    return transaction.preparedQuery(NOTIFY).execute(Tuple.of(chain)).replaceWithVoid();
  }
}
