package io.tapeline.webhook.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.AuditLog;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.webhook.ReceiverUrl;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.WebhookStore;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Webhooks in PostgreSQL. */
@ApplicationScoped
public class PgWebhookStore implements WebhookStore {

  private static final String COLUMNS =
      "w.id, w.tenant, w.url, w.kind, w.subscription, w.note, w.state, w.failures, w.created_at";

  /** Of two that come at once one waits: both count the same ones else. */
  private static final String TURN = "SELECT FROM tenant WHERE id = $1 FOR NO KEY UPDATE";

  private static final String ADD =
      """
      INSERT INTO webhook AS w (id, tenant, url, kind, subscription, note)
      SELECT $1, $2, $3, $4, $5, $6
      WHERE (SELECT count(*) FROM webhook o WHERE o.tenant = $2) < $7
      RETURNING
      """
          + COLUMNS;

  private static final String ADD_LEVEL =
      "INSERT INTO webhook_level (webhook, stance, crossings) VALUES ($1, 'UNSEEN', 0)";

  private static final String SEEN = " ($1::uuid IS NULL OR w.tenant = $1) ";

  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM webhook w WHERE"
          + SEEN
          + """
            AND ($2::uuid IS NULL OR (w.created_at, w.id) <
                 (SELECT b.created_at, b.id FROM webhook b WHERE b.id = $2))
            ORDER BY w.created_at DESC, w.id DESC LIMIT $3
            """;

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM webhook w WHERE" + SEEN + "AND w.id = $2";

  private static final String DELETE =
      "DELETE FROM webhook w WHERE" + SEEN + "AND w.id = $2 RETURNING w.id";

  private static final String ACTIVE =
      "SELECT "
          + COLUMNS
          + """
             FROM webhook w JOIN tenant t ON t.id = w.tenant
            WHERE w.kind = $1 AND w.state = 'active' AND t.closed_at IS NULL ORDER BY w.id
            """;

  private final Pool pool;
  private final StoreReads reads;
  private final AuditLog audit;

  public PgWebhookStore(Pool pool, StoreReads reads, AuditLog audit) {
    this.pool = pool;
    this.reads = reads;
    this.audit = audit;
  }

  /** What the caller has to hear as it is; all else is the database's. */
  private <T> Uni<T> ask(Supplier<Uni<T>> work) {
    return reads
        .of(work)
        .onFailure(failure -> !(failure instanceof ProblemException))
        .transform(_ -> new ProblemException(new Problem.StoreUnavailable()));
  }

  @Override
  public Uni<Webhook> add(Webhook webhook, int most, Act act) {
    return ask(() -> pool.withTransaction(connection -> add(connection, webhook, most, act)));
  }

  private Uni<Webhook> add(SqlConnection connection, Webhook webhook, int most, Act act) {
    Tuple values =
        Tuple.from(
            List.of(
                webhook.id(),
                webhook.tenant(),
                webhook.url().toString(),
                webhook.subscription().kind(),
                SubscriptionText.write(webhook.subscription()),
                webhook.note(),
                most));
    return connection
        .preparedQuery(TURN)
        .execute(Tuple.of(webhook.tenant()))
        .chain(_ -> connection.preparedQuery(ADD).execute(values))
        .map(rows -> first(rows).orElseThrow(() -> tooMany(most)))
        .call(
            _ ->
                webhook.subscription() instanceof Level
                    ? connection.preparedQuery(ADD_LEVEL).execute(Tuple.of(webhook.id()))
                    : Uni.createFrom().voidItem())
        .call(() -> told(connection, webhook.id(), act));
  }

  private static ProblemException tooMany(int most) {
    return new ProblemException(new Problem.TooManyWebhooks(most));
  }

  private Uni<Void> told(SqlConnection connection, UUID changed, Act act) {
    return audit
        .add(connection, act)
        .chain(
            () ->
                connection
                    .preparedQuery("SELECT pg_notify($1, $2)")
                    .execute(Tuple.of(CHANGED, changed.toString())))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<Webhook>> list(@Nullable UUID tenant, @Nullable UUID after, int limit) {
    return ask(
        () ->
            pool.preparedQuery(LIST)
                .execute(Tuple.of(tenant, after, limit))
                .map(PgWebhookStore::all));
  }

  @Override
  public Uni<Optional<Webhook>> find(@Nullable UUID tenant, UUID id) {
    return ask(
        () -> pool.preparedQuery(FIND).execute(Tuple.of(tenant, id)).map(PgWebhookStore::first));
  }

  @Override
  public Uni<Boolean> delete(@Nullable UUID tenant, UUID id, Act act) {
    return ask(
        () ->
            pool.withTransaction(
                connection ->
                    connection
                        .preparedQuery(DELETE)
                        .execute(Tuple.of(tenant, id))
                        .map(rows -> rows.size() > 0)
                        .call(
                            deleted ->
                                deleted
                                    ? told(connection, id, act)
                                    : Uni.createFrom().voidItem())));
  }

  @Override
  public Uni<List<Webhook>> active(String kind) {
    return ask(() -> pool.preparedQuery(ACTIVE).execute(Tuple.of(kind)).map(PgWebhookStore::all));
  }

  private static Optional<Webhook> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(PgWebhookStore::webhook);
  }

  private static List<Webhook> all(RowSet<Row> rows) {
    return rows.stream().map(PgWebhookStore::webhook).toList();
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        row.getUUID("id"),
        row.getUUID("tenant"),
        ReceiverUrl.parse(row.getString("url")),
        SubscriptionText.read(row.getString("kind"), (JsonObject) row.getValue("subscription")),
        row.getString("note"),
        Webhook.State.of(row.getString("state")),
        row.getInteger("failures"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
