package io.tapeline.job.postgres;

import io.tapeline.job.app.JobStoppedException;
import io.tapeline.ops.store.Fence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Open as long as a run is the job's last and was not cancelled. Holds the job's row for the
 * transaction: a takeover or a cancelling that is answered comes after what was let through.
 */
record JobFence(UUID id, int run) implements Fence {

  private static final String CHECK =
      """
      SELECT FROM job WHERE id = ? AND run = ? AND state = 'running' AND NOT cancel_requested
      FOR SHARE
      """;

  @Override
  public void check(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHECK)) {
      statement.setObject(1, id);
      statement.setInt(2, run);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new JobStoppedException("cancelled, or another run has taken over");
        }
      }
    }
  }
}
