package io.tapeline.ops.store;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What processes that share a database tell each other through it, with PostgreSQL's NOTIFY. A
 * notice that belongs to a transaction is heard once that is committed, by every process that
 * listens at that time, the teller included.
 */
@ApplicationScoped
public class Notices {

  private static final Logger LOG = Logger.getLogger(Notices.class);
  private static final long RETRY_MILLIS = 1_000;

  /** Whoever begins to listen at the same moment is heard on the same line. */
  private static final long FIRST_MILLIS = 20;

  /** Who listens on a channel. Called on an event loop. */
  public interface Listener {

    void heard(String notice);

    /** From now on notices are heard; what was told before may have been missed. */
    void tunedIn();
  }

  private final Pool pool;
  private final Vertx vertx;
  private final Database database;
  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
  private volatile @Nullable SqlConnection line;
  private volatile boolean stopped;
  private final AtomicBoolean tuning = new AtomicBoolean();

  public Notices(Pool pool, Vertx vertx, Database database) {
    this.pool = pool;
    this.vertx = vertx;
    this.database = database;
  }

  /** Tells all who listen, once the transaction of this connection is committed. Blocks. */
  public static void tell(Connection connection, String channel, String notice)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
      statement.setString(1, channel);
      statement.setString(2, notice);
      statement.execute();
    }
  }

  /**
   * Listens for as long as the service runs; to be called before the database opens.
   *
   * @param channel a plain SQL name
   */
  public void listen(String channel, Listener listener) {
    if (listeners.isEmpty()) {
      database.whenOpen(() -> tuneInAfter(FIRST_MILLIS));
    }
    listeners.put(channel, listener);
  }

  private void tuneIn() {
    tuning.set(false);
    pool.getConnection()
        .chain(connection -> subscribe(connection).replaceWith(connection))
        .subscribe()
        .with(
            connection -> {
              // first they forget, then others may trust them again
              listeners.values().forEach(Listener::tunedIn);
              line = connection;
            },
            failure -> {
              LOG.debugf("not listening to the database: %s", failure.getMessage());
              tuneInLater();
            });
  }

  private Uni<Void> subscribe(SqlConnection connection) {
    connection.closeHandler(this::cutOff);
    PgConnection.cast(connection.getDelegate())
        .notificationHandler(
            notice -> {
              Listener listener = listeners.get(notice.getChannel());
              if (listener != null) {
                listener.heard(notice.getPayload());
              }
            });
    String all = "LISTEN " + String.join("; LISTEN ", listeners.keySet());
    return connection.query(all).execute().replaceWithVoid().onFailure().call(connection::close);
  }

  /** Whether whatever is told now will be heard. */
  public boolean isListening() {
    return line != null;
  }

  private void cutOff() {
    line = null;
    tuneInLater();
  }

  private void tuneInLater() {
    tuneInAfter(RETRY_MILLIS);
  }

  private void tuneInAfter(long millis) {
    if (!stopped && tuning.compareAndSet(false, true)) {
      vertx.setTimer(millis, _ -> tuneIn());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    SqlConnection open = line;
    if (open != null) {
      open.closeAndForget();
    }
  }
}
