package io.tapeline.ops.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The moments of recording of one kind of data. Whoever writes it takes one first and has the row
 * of the clock until the commit, so that what is recorded by a moment is a matter of commits before
 * it. Nanoseconds since 1970 UTC, whole microseconds.
 */
public enum RecordingClock {
  CANDLES("recording_clock"),
  TRADES("trade_clock"),
  SIGNALS("signal_clock"),
  BLOCKS("chain_clock");

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /**
   * Waits for its turn to write, and has it until the commit. A statement of its own: the next one
   * looks at the clock when it is our turn, not when we began to wait. A process that stands still
   * in its turn, or is cut off, loses it: the others would wait for ever.
   */
  private final String turn;

  /**
   * The moment of recording, later than all before and than every horizon that was told, so that
   * what was recorded earlier was committed earlier.
   */
  private final String recording;

  /** All that was recorded by this moment is committed. */
  private final String horizon;

  /**
   * The same for this very moment: waits for a writer that is under way; those that come later
   * record later.
   */
  private final String horizonNow;

  RecordingClock(String table) {
    turn =
        """
        SET LOCAL idle_in_transaction_session_timeout = '10s';
        SELECT FROM %s FOR UPDATE
        """
            .formatted(table);
    recording =
        """
        UPDATE %s SET last = greatest(clock_timestamp(), last + interval '1 microsecond')
        RETURNING last
        """
            .formatted(table);
    horizon = "SELECT last FROM %s".formatted(table);
    horizonNow = "SELECT greatest(last, clock_timestamp()) FROM %s FOR SHARE".formatted(table);
  }

  /** The moment of recording of this connection's transaction; others wait until it ends. */
  public Uni<OffsetDateTime> take(SqlConnection connection) {
    return connection
        .query(turn)
        .execute()
        .chain(_ -> connection.query(recording).execute())
        .map(rows -> rows.iterator().next().getOffsetDateTime(0));
  }

  /** The same through the JDBC driver. Blocks. */
  public OffsetDateTime take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(turn);
      try (ResultSet clock = statement.executeQuery(recording)) {
        clock.next();
        return clock.getObject(1, OffsetDateTime.class);
      }
    }
  }

  /**
   * A moment up to which everything is stored: nothing will be recorded as of it or of earlier any
   * more. At least the one given, unless that lies in the future.
   */
  public Uni<Long> horizon(Pool pool, long atLeastNanos) {
    return read(pool, horizon)
        .chain(last -> last >= atLeastNanos ? Uni.createFrom().item(last) : read(pool, horizonNow));
  }

  private static Uni<Long> read(Pool pool, String sql) {
    return pool.preparedQuery(sql)
        .execute()
        .map(rows -> nanos(rows.iterator().next().getOffsetDateTime(0)));
  }

  /** A moment of recording in nanoseconds since 1970 UTC. */
  public static long nanos(OffsetDateTime moment) {
    return moment.toEpochSecond() * NANOS_PER_SECOND + moment.getNano();
  }

  /** The other way round. */
  public static OffsetDateTime moment(long nanos) {
    return Instant.EPOCH.plusNanos(nanos).atOffset(ZoneOffset.UTC);
  }
}
