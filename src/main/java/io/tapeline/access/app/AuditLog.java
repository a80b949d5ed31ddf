package io.tapeline.access.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore.Act;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What was done, for those who keep what they do in tables of their own. */
public interface AuditLog {

  /** Writes an act down in the transaction of whoever does it: with it, or not at all. */
  Uni<Void> add(SqlConnection connection, Act act);
}
