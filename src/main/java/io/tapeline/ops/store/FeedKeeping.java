package io.tapeline.ops.store;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/**
 * Of the processes that follow a feed on one database, one stores what it brings: two that began at
 * different moments would correct each other's candles. The first to come has this by an advisory
 * lock, for as long as its connection lives; then another one takes it over within seconds.
 *
 * <p>Without a word from the database whoever had it goes on: what it accepts waits in its spools.
 */
public final class FeedKeeping {

  private static final Logger LOG = Logger.getLogger(FeedKeeping.class);
  private static final long ASK_EVERY_MILLIS = 1_000;

  /** "tapeline" in ASCII. */
  private static final long KEY = 0x7461_7065_6c69_6e65L;

  /** A machine that is gone does not close its connections; PostgreSQL asks for a sign of it. */
  private static final String SIGNS =
      "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 5";

  private static final String ASK = "SELECT pg_try_advisory_lock(" + KEY + ")";

  /** Who keeps the feed, as far as is known here. */
  public enum Keeper {
    UNKNOWN,
    WE,
    ANOTHER
  }

  private final Vertx vertx;
  private final Pool pool;

  private volatile Keeper keeper;
  private boolean waiting;

  /**
   * @param followed whether this process follows the feed; one that does not, as an import, stores
   *     on its own account
   */
  FeedKeeping(Vertx vertx, Pool pool, boolean followed) {
    this.vertx = vertx;
    this.pool = pool;
    this.keeper = followed ? Keeper.UNKNOWN : Keeper.WE;
  }

  public Keeper keeper() {
    return keeper;
  }

  public boolean isOurs() {
    return keeper == Keeper.WE;
  }

  /** The database is open. */
  void begin() {
    if (keeper == Keeper.UNKNOWN) {
      connect();
    }
  }

  private void connect() {
    pool.getConnection()
        .chain(
            connection -> {
              connection.closeHandler(this::later);
              return connection.query(SIGNS).execute().replaceWith(connection);
            })
        .subscribe()
        .with(this::ask, _ -> later());
  }

  private synchronized void later() {
    if (!waiting) {
      waiting = true;
      vertx.setTimer(
          ASK_EVERY_MILLIS,
          _ -> {
            synchronized (this) {
              waiting = false;
            }
            connect();
          });
    }
  }

  /** Again and again on one connection, whose end is told. */
  private void ask(SqlConnection connection) {
    connection
        .query(ASK)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .subscribe()
        .with(
            granted -> {
              told(granted ? Keeper.WE : Keeper.ANOTHER);
              if (!granted) {
                vertx.setTimer(ASK_EVERY_MILLIS, _ -> ask(connection));
              }
            },
            failure -> LOG.debugf("who keeps the feed is not known: %s", failure.getMessage()));
  }

  private void told(Keeper now) {
    if (keeper == now) {
      return;
    }
    boolean first = keeper == Keeper.UNKNOWN;
    keeper = now;
    if (now == Keeper.ANOTHER) {
      LOG.info("another process on this database stores what the feed brings; this one stands by");
    } else if (!first) {
      LOG.info("this process stores what the feed brings from now on");
    }
  }
}
