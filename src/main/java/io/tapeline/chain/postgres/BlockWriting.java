package io.tapeline.chain.postgres;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.ops.store.RecordingClock;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Changes the stored blocks of a chain within a transaction, and with them all that is stored of
 * blocks. Whoever writes has the row of the clock, and the newest block must be the one that the
 * writer knows: of two that follow a chain one stores.
 */
@ApplicationScoped
class BlockWriting {

  private final List<BlockPart> parts;

  BlockWriting(@All List<BlockPart> parts) {
    this.parts = List.copyOf(parts);
  }

  Uni<Void> write(SqlConnection transaction, BlockChange change) {
    return RecordingClock.BLOCKS
        .take(transaction)
        .call(
            _ -> NewestBlock.require(transaction, BlockSql.NEWEST, change.chain(), change.newest()))
        .call(moment -> withdraw(transaction, change, moment))
        .call(moment -> StoredHead.settle(transaction, change.chain(), moment, change.head()))
        .chain(moment -> insert(transaction, change, moment))
        .chain(stored -> parts(transaction, change.chain(), stored))
        .chain(_ -> StoredHead.tell(transaction, change.chain()));
  }

  private static Uni<Void> withdraw(
      SqlConnection transaction, BlockChange change, OffsetDateTime moment) {
    return change.orphaned().isEmpty()
        ? Uni.createFrom().voidItem()
        : transaction
            .preparedQuery(BlockSql.WITHDRAW)
            .execute(
                Tuple.of(
                    change.chain(),
                    change.orphaned().stream().mapToLong(BlockRef::number).min().orElseThrow(),
                    moment))
            .replaceWithVoid();
  }

  private static Uni<List<StoredBlock>> insert(
      SqlConnection transaction, BlockChange change, OffsetDateTime moment) {
    List<FullBlock> joined = change.joined();
    if (joined.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return transaction
        .preparedQuery(BlockSql.INSERT)
        .execute(BlockColumns.of(change.chain(), moment, joined))
        .map(
            rows -> {
              Map<Long, Long> ids = new HashMap<>();
              rows.forEach(row -> ids.put(row.getLong("number"), row.getLong("id")));
              List<StoredBlock> stored = new ArrayList<>();
              for (FullBlock block : joined) {
                long id = Objects.requireNonNull(ids.get(block.number()));
                stored.add(new StoredBlock(id, moment, block));
              }
              return stored;
            });
  }

  private Uni<Void> parts(SqlConnection transaction, String chain, List<StoredBlock> stored) {
    Uni<Void> all = Uni.createFrom().voidItem();
    if (!stored.isEmpty()) {
      for (BlockPart part : parts) {
        all = all.chain(() -> part.store(transaction, chain, stored));
      }
    }
    return all;
  }
}
