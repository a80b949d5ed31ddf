package io.tapeline.ops.store;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's failures mean to a writer. */
final class PgFailures {

  /** Two writers took the same key at once; the next try sees what the other wrote. */
  private static final String UNIQUE_VIOLATION = "23505";

  private PgFailures() {}

  /**
   * The row itself is at fault: a value that its column or our own code can't take. Everything
   * else, a lost connection or a missing table, may pass.
   */
  static boolean isUnwritable(Throwable failure) {
    String state = state(failure);
    if (state != null) {
      boolean ofTheRow = state.startsWith("22") || state.startsWith("23");
      return ofTheRow && !state.equals(UNIQUE_VIOLATION);
    }
    return failure instanceof IllegalArgumentException;
  }

  private static @Nullable String state(Throwable failure) {
    return switch (failure) {
      case PgException refused -> refused.getSqlState();
      case SQLException refused -> refused.getSQLState();
      default -> null;
    };
  }
}
