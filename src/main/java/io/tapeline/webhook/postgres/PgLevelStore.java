package io.tapeline.webhook.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Level.Stance;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.level.LevelStore;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Levels in PostgreSQL. */
@ApplicationScoped
public class PgLevelStore implements LevelStore {

  private static final String LEVELS =
      """
      SELECT w.id, w.subscription, l.stance, l.crossings
      FROM webhook w JOIN webhook_level l ON l.webhook = w.id JOIN tenant t ON t.id = w.tenant
      WHERE w.kind = 'price' AND w.state = 'active' AND t.closed_at IS NULL
      """;

  /** Arguments: webhook, crossings before and after, stance. */
  private static final String MOVE =
      "UPDATE webhook_level SET crossings = $3, stance = $4 WHERE webhook = $1 AND crossings = $2";

  private static final String FIRED =
      "UPDATE webhook SET state = 'fired' WHERE id = $1 AND state = 'active'";

  private final Pool pool;
  private final StoreReads reads;

  public PgLevelStore(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<List<Kept>> levels() {
    return reads.of(
        () ->
            pool.preparedQuery(LEVELS)
                .execute()
                .map(rows -> rows.stream().map(PgLevelStore::kept).toList()));
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getUUID("id"),
        (Level) SubscriptionText.read(Level.KIND, (JsonObject) row.getValue("subscription")),
        Stance.valueOf(row.getString("stance")),
        row.getInteger("crossings"));
  }

  @Override
  public Uni<Boolean> move(Move move, int mostWaiting) {
    return reads.of(
        () ->
            pool.withTransaction(
                connection ->
                    connection
                        .preparedQuery(DeliverySql.TURN)
                        .execute(Tuple.of(move.webhook()))
                        .chain(_ -> connection.preparedQuery(MOVE).execute(moved(move)))
                        .map(moved -> moved.rowCount() > 0)
                        .call(
                            moved ->
                                moved
                                    ? told(connection, move, mostWaiting)
                                    : Uni.createFrom().voidItem())));
  }

  private static Tuple moved(Move move) {
    return Tuple.of(move.webhook(), move.before(), move.after(), move.stance().name());
  }

  private static Uni<Void> told(SqlConnection connection, Move move, int mostWaiting) {
    Told told = move.told();
    Uni<Void> recorded =
        told == null
            ? Uni.createFrom().voidItem()
            : connection
                .preparedQuery(DeliverySql.RECORD)
                .execute(DeliveryRows.columns(List.of(told), mostWaiting))
                .replaceWithVoid();
    return move.over()
        ? recorded
            .chain(() -> connection.preparedQuery(FIRED).execute(Tuple.of(move.webhook())))
            .replaceWithVoid()
        : recorded;
  }
}
