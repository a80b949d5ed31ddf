package io.tapeline.chain.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.record.BlockReads;
import io.tapeline.chain.record.ChainEvent;
import io.tapeline.chain.record.KeptBlock;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreReads;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Stored blocks out of PostgreSQL. */
@ApplicationScoped
public class PgBlockReads implements BlockReads {

  private final Pool pool;
  private final StoreReads reads;

  public PgBlockReads(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<Long> horizon(long atLeastNanos) {
    return reads.orUnavailable(() -> RecordingClock.BLOCKS.horizon(pool, atLeastNanos));
  }

  @Override
  public Uni<List<KeptBlock>> list(BlockQuery query, long asOfNanos, int limit) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BlockSql.LIST)
                .execute(BlockListing.arguments(query, asOfNanos, limit))
                .map(rows -> rows.stream().map(BlockRows::kept).toList()));
  }

  @Override
  public Uni<List<ChainEvent>> events(
      String chain, ChainEvent.Place behind, long toNanos, int limit) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BlockSql.EVENTS)
                .execute(
                    Tuple.of(
                        chain,
                        behind.time().atOffset(ZoneOffset.UTC),
                        behind.kind(),
                        behind.order(),
                        moment(toNanos),
                        limit))
                .map(rows -> rows.stream().map(BlockRows::event).toList()));
  }

  @Override
  public Uni<Optional<Standing>> standing(String chain, long asOfNanos) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(BlockSql.STANDING)
                .execute(Tuple.of(chain, moment(asOfNanos)))
                .map(rows -> rows.stream().findFirst().map(PgBlockReads::standing)));
  }

  private static Standing standing(Row row) {
    return new Standing(row.getLong("latest"), row.getLong("safe"), row.getLong("finalized"));
  }
}
