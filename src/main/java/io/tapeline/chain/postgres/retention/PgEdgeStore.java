package io.tapeline.chain.postgres.retention;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.retention.Edge;
import io.tapeline.chain.retention.EdgeStore;
import io.tapeline.ops.store.StoreReads;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Removes blocks from PostgreSQL. Whoever stores is not held up: what is removed is final, and is
 * not written any more.
 */
@ApplicationScoped
public class PgEdgeStore implements EdgeStore {

  private final Pool pool;
  private final StoreReads reads;
  private final List<BlockLegacy> legacies;

  public PgEdgeStore(Pool pool, StoreReads reads, @All List<BlockLegacy> legacies) {
    this.pool = pool;
    this.reads = reads;
    this.legacies = List.copyOf(legacies);
  }

  /**
   * What is next.
   *
   * @param below blocks with lower numbers go
   * @param number of the lowest that stays
   */
  private record Next(long below, long number, OffsetDateTime time, OffsetDateTime recordedAt) {

    static Next of(Row row) {
      return new Next(
          row.getLong("below"),
          row.getLong("number"),
          row.getOffsetDateTime("time"),
          row.getOffsetDateTime("recorded_at"));
    }
  }

  @Override
  public Uni<Optional<Edge>> edge(String chain) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(EdgeSql.EDGE)
                .execute(Tuple.of(chain))
                .map(rows -> rows.stream().findFirst().map(PgEdgeStore::edge)));
  }

  private static Edge edge(Row row) {
    return new Edge(
        row.getLong("number"),
        row.getOffsetDateTime("time").toInstant(),
        row.getOffsetDateTime("moment").toInstant());
  }

  @Override
  public Uni<Long> remove(String chain, Instant before, int depth, int most) {
    return pool.withTransaction(
        transaction ->
            transaction
                .preparedQuery(EdgeSql.NEXT)
                .execute(
                    Tuple.of(chain, before.atOffset(ZoneOffset.UTC), (long) depth, (long) most))
                .map(rows -> rows.stream().findFirst().map(Next::of))
                .chain(
                    next ->
                        next.isPresent()
                            ? remove(transaction, chain, next.get())
                            : Uni.createFrom().item(0L)));
  }

  private Uni<Long> remove(SqlConnection transaction, String chain, Next next) {
    return carry(transaction, chain, next)
        .chain(() -> transaction.preparedQuery(EdgeSql.REMOVE).execute(Tuple.of(chain, next.below)))
        .map(rows -> rows.iterator().next())
        .call(gone -> move(transaction, chain, next, gone.getOffsetDateTime("moment")))
        .map(gone -> gone.getLong("blocks"));
  }

  private Uni<Void> carry(SqlConnection transaction, String chain, Next next) {
    return transaction
        .preparedQuery(EdgeSql.ID)
        .execute(Tuple.of(chain, next.number))
        .map(rows -> rows.stream().findFirst().map(row -> row.getLong("id")))
        .chain(
            id ->
                id.isPresent()
                    ? carry(transaction, chain, next.number, id.get())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> carry(SqlConnection transaction, String chain, long edge, long id) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (BlockLegacy legacy : legacies) {
      all = all.chain(() -> legacy.carry(transaction, chain, edge, id));
    }
    return all;
  }

  private static Uni<Void> move(
      SqlConnection transaction, String chain, Next next, OffsetDateTime moment) {
    return transaction
        .preparedQuery(EdgeSql.REMOVE_FINALITY)
        .execute(Tuple.of(chain, next.recordedAt))
        .chain(
            rows ->
                transaction
                    .preparedQuery(EdgeSql.MOVE)
                    .execute(
                        Tuple.of(
                            chain,
                            next.number,
                            next.time,
                            moment,
                            rows.iterator().next().getOffsetDateTime("moment"))))
        .replaceWithVoid();
  }
}
