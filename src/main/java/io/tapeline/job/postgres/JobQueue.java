package io.tapeline.job.postgres;

import io.tapeline.job.Job;
import io.tapeline.job.app.JobConfig;
import io.tapeline.job.app.Jobs.Order;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where jobs come into the table: one after the other across all processes, so that its bounds hold
 * however many come at once. Blocks: for worker threads.
 */
@ApplicationScoped
class JobQueue {

  /** Until the end of the transaction; the number is nobody else's. */
  private static final String ONE_AFTER_THE_OTHER =
      "SELECT pg_advisory_xact_lock(hashtext('jobs come in'))";

  private static final String INSERT =
      "INSERT INTO job (id, tenant, kind, asked, request, upstreams, idempotency_key)"
          + " VALUES (?, ?::uuid, ?, ?::jsonb, ?::jsonb, ?, ?)"
          + " ON CONFLICT (tenant, kind, idempotency_key) WHERE idempotency_key IS NOT NULL"
          + " DO NOTHING RETURNING "
          + JobTable.COLUMNS;

  private static final String SAME =
      "SELECT "
          + JobTable.COLUMNS
          + " FROM job WHERE tenant IS NOT DISTINCT FROM ?::uuid AND kind = ?"
          + " AND idempotency_key = ? AND asked = ?::jsonb";

  private static final String COUNT =
      "SELECT count(*) FILTER (WHERE tenant IS NOT DISTINCT FROM ?::uuid), count(*) FROM job WHERE"
          + JobTable.OPEN;

  private final DataSource database;
  private final JobConfig config;

  JobQueue(DataSource database, JobConfig config) {
    this.database = database;
    this.config = config;
  }

  /**
   * A job that was asked for.
   *
   * @param isNew whether this order made it, not one before with the same key
   */
  record Taken(Job job, boolean isNew) {}

  /**
   * Fails with a problem if there is no room for it, or another order came with the key before.
   *
   * @param tenant null for whoever has none: they count together
   */
  Taken take(@Nullable UUID tenant, Order order, @Nullable String key) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Taken taken = take(connection, tenant, order, key);
        connection.commit();
        return taken;
      } finally {
        connection.rollback(); // of what is not committed
        connection.setAutoCommit(true);
      }
    }
  }

  private Taken take(
      Connection connection, @Nullable UUID tenant, Order order, @Nullable String key)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(ONE_AFTER_THE_OTHER)) {
      lock.execute();
    }
    Optional<Job> made = insert(connection, tenant, order, key);
    if (made.isPresent()) {
      checkBounds(connection, tenant, order.most());
      return new Taken(made.get(), true);
    }
    return one(connection, SAME, tenant, order.kind(), key, order.asked())
        .map(job -> new Taken(job, false))
        .orElseThrow(() -> new ProblemException(new Problem.IdempotencyConflict()));
  }

  /** Nothing if the tenant has used the key. */
  private static Optional<Job> insert(
      Connection connection, @Nullable UUID tenant, Order order, @Nullable String key)
      throws SQLException {
    return one(
        connection,
        INSERT,
        UUID.randomUUID(),
        tenant,
        order.kind(),
        order.asked(),
        order.request(),
        String.join(" ", new TreeSet<>(order.upstreams())),
        key);
  }

  /** The one that has just come counts as well. */
  private void checkBounds(Connection connection, @Nullable UUID tenant, long most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      JobTable.bind(statement, tenant);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getLong(1) > most) {
          throw new ProblemException(new Problem.TooManyOwnJobs(most));
        }
        if (row.getLong(2) > config.most()) {
          throw new ProblemException(new Problem.TooManyJobs(config.most()));
        }
      }
    }
  }

  private static Optional<Job> one(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      JobTable.bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(JobTable.job(rows)) : Optional.empty();
      }
    }
  }
}
