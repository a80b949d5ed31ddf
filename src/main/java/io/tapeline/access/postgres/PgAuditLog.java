package io.tapeline.access.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.AuditLog;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.Once;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The audit log in PostgreSQL, where no session of entities is at hand. */
@ApplicationScoped
public class PgAuditLog implements AuditLog {

  private static final String ADD =
      """
      INSERT INTO audit (actor, address, act, subject, detail, once, request)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  @Override
  public Uni<Void> add(SqlConnection connection, Act act) {
    Once once = act.once();
    return connection
        .preparedQuery(ADD)
        .execute(
            Tuple.of(act.actor(), act.address(), act.act(), act.subject(), act.detail())
                .addString(once == null ? null : once.id())
                .addString(once == null ? null : once.request()))
        .replaceWithVoid();
  }
}
