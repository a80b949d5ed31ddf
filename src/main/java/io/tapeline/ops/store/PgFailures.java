package io.tapeline.ops.store;

import io.tapeline.problem.ProblemException;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's failures mean to a writer. */
final class PgFailures {

  /** Two writers took the same key at once; the next try sees what the other wrote. */
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String DUPLICATE_TABLE = "42P07";

  /** Classes of SQLSTATE: connections, resources, interventions, the system, inside errors. */
  private static final Set<String> TROUBLE = Set.of("08", "53", "57", "58", "XX");

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

  /** Another made the same table at the same moment: IF NOT EXISTS looks first, and then makes. */
  static boolean isMadeByAnother(Throwable failure) {
    String state = state(failure);
    return DUPLICATE_TABLE.equals(state) || UNIQUE_VIOLATION.equals(state);
  }

  /** The database itself is in trouble, or out of reach; else it has answered that it won't. */
  static boolean isOfTheDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String state = state(cause);
      if (state != null) {
        return TROUBLE.stream().anyMatch(state::startsWith);
      }
      if (cause instanceof ProblemException) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String state(Throwable failure) {
    return switch (failure) {
      case PgException refused -> refused.getSqlState();
      case SQLException refused -> refused.getSQLState();
      default -> null;
    };
  }
}
