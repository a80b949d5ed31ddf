package io.tapeline.webhook.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.AuditLog;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.Outcome.Trouble;
import io.tapeline.webhook.app.DeliveryStore;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deliveries in PostgreSQL, by whose clock they are due. */
@ApplicationScoped
public class PgDeliveryStore implements DeliveryStore {

  private final Pool pool;
  private final StoreReads reads;
  private final AuditLog audit;
  private final Clock clock;

  public PgDeliveryStore(Pool pool, StoreReads reads, AuditLog audit, Clock clock) {
    this.pool = pool;
    this.reads = reads;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Uni<Void> record(List<Told> told, int most) {
    return told.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(DeliverySql.RECORD)
            .execute(DeliveryRows.columns(told, most))
            .replaceWithVoid();
  }

  @Override
  public Uni<List<Claimed>> claim(Set<UUID> busy, boolean withFailing, int most, Duration lease) {
    UUID claim = UUID.randomUUID();
    return reads.of(
        () ->
            pool.preparedQuery(DeliverySql.CLAIM)
                .execute(
                    Tuple.of(busy.toArray(UUID[]::new), withFailing, most, claim, lease.toMillis()))
                .map(rows -> rows.stream().map(row -> DeliveryRows.claimed(row, claim)).toList()));
  }

  @Override
  public Uni<Boolean> finish(
      Claimed claimed, Outcome outcome, Duration took, @Nullable Duration wait) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(DeliverySql.TURN)
                .execute(Tuple.of(claimed.webhook()))
                .chain(
                    _ ->
                        connection
                            .preparedQuery(DeliverySql.FINISH)
                            .execute(finished(claimed, outcome, took, wait)))
                .map(done -> done.rowCount() > 0)
                .call(
                    ours ->
                        ours ? heard(connection, claimed, outcome) : Uni.createFrom().voidItem()));
  }

  private Tuple finished(Claimed claimed, Outcome outcome, Duration took, @Nullable Duration wait) {
    Trouble trouble = outcome.trouble();
    Delivery.State state =
        trouble == null
            ? Delivery.State.DELIVERED
            : wait == null ? Delivery.State.DEAD : Delivery.State.PENDING;
    return Tuple.of(
        claimed.parcel().id(),
        claimed.claim(),
        state.id(),
        trouble == null ? null : trouble.id(),
        wait == null ? 0 : wait.toMillis(),
        DeliveryRows.attempt(outcome, clock.instant(), took));
  }

  /** What the outcome says of the receiver. */
  private static Uni<Void> heard(SqlConnection connection, Claimed claimed, Outcome outcome) {
    Uni<Void> counted =
        connection
            .preparedQuery(DeliverySql.COUNT)
            .execute(Tuple.of(claimed.webhook(), outcome.isTaken()))
            .replaceWithVoid();
    return outcome.trouble() != Trouble.GONE
        ? counted
        : counted
            .chain(
                () ->
                    connection.preparedQuery(DeliverySql.GONE).execute(Tuple.of(claimed.webhook())))
            .chain(
                () ->
                    connection
                        .preparedQuery(DeliverySql.ALL_DEAD)
                        .execute(Tuple.of(claimed.webhook())))
            .replaceWithVoid();
  }

  @Override
  public Uni<List<Delivery>> list(
      UUID webhook, Delivery.@Nullable State state, @Nullable Long before, int limit) {
    return reads.orUnavailable(
        () ->
            pool.preparedQuery(DeliverySql.LIST)
                .execute(
                    Tuple.of(
                        webhook,
                        state == null ? "" : state.id(),
                        before == null ? Long.MAX_VALUE : before,
                        limit))
                .map(rows -> rows.stream().map(DeliveryRows::delivery).toList()));
  }

  @Override
  public Uni<Optional<Delivery>> find(UUID webhook, UUID id) {
    return reads.orUnavailable(() -> one(pool, DeliverySql.FIND, webhook, id));
  }

  @Override
  public Uni<Optional<Delivery>> add(Told told, int most, Act act) {
    return written(
        act,
        connection ->
            connection
                .preparedQuery(DeliverySql.RECORD)
                .execute(DeliveryRows.columns(List.of(told), most))
                .chain(_ -> one(connection, DeliverySql.FIND, told.webhook(), told.delivery())));
  }

  @Override
  public Uni<Optional<Delivery>> again(UUID webhook, UUID id, Act act) {
    return written(act, connection -> one(connection, DeliverySql.AGAIN, webhook, id));
  }

  /** With who did it, if anything was done. */
  private Uni<Optional<Delivery>> written(
      Act act, Function<SqlConnection, Uni<Optional<Delivery>>> work) {
    return reads.orUnavailable(
        () ->
            pool.withTransaction(
                connection ->
                    work.apply(connection)
                        .call(
                            done ->
                                done.isPresent()
                                    ? audit.add(connection, act)
                                    : Uni.createFrom().voidItem())));
  }

  private static Uni<Optional<Delivery>> one(SqlClient client, String sql, UUID webhook, UUID id) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(webhook, id))
        .map(rows -> rows.stream().findFirst().map(DeliveryRows::delivery));
  }

  @Override
  public Uni<Integer> drop(Duration older) {
    return pool.preparedQuery(DeliverySql.DROP)
        .execute(Tuple.of(older.toMillis()))
        .map(dropped -> dropped.rowCount());
  }

  @Override
  public Uni<Waiting> waiting() {
    return reads.of(
        () ->
            pool.preparedQuery(DeliverySql.WAITING)
                .execute()
                .map(rows -> waiting(rows.iterator().next())));
  }

  private static Waiting waiting(Row row) {
    return new Waiting(row.getLong(0), Duration.ofMillis(row.getLong(1)));
  }
}
