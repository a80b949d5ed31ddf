package io.tapeline.job.postgres;

import io.tapeline.job.Job;
import io.tapeline.job.Job.JobFile;
import io.tapeline.job.Job.Progress;
import io.tapeline.job.Job.State;
import io.tapeline.job.app.Jobs.Asker;
import io.tapeline.job.app.Jobs.Filter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code job}. Blocks: for worker threads. */
@ApplicationScoped
class JobTable {

  static final String COLUMNS =
      "id, tenant, kind, request, upstreams, run, state, done, total, unit, result, file_name,"
          + " file_type, file_bytes, file_sha256, failure, created_at, started_at, finished_at";

  static final String OPEN = " state IN ('queued', 'running') ";

  /** Of this run: no other has taken over, and it is not over. */
  private static final String UNDER_WAY = " id = ? AND run = ? AND state = 'running' ";

  /** What an asker may see: whether that is everything, and their tenant. */
  private static final String SEEN = " (? OR tenant IS NOT DISTINCT FROM ?::uuid) ";

  private final DataSource database;

  JobTable(DataSource database) {
    this.database = database;
  }

  /** Sets parameters. */
  @FunctionalInterface
  private interface Binding {
    void on(PreparedStatement statement) throws SQLException;
  }

  private int update(String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private List<Job> query(String sql, Binding binding) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.on(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<Job> jobs = new ArrayList<>();
        while (rows.next()) {
          jobs.add(job(rows));
        }
        return jobs;
      }
    }
  }

  private Optional<Job> one(String sql, @Nullable Object... values) throws SQLException {
    return query(sql, statement -> bind(statement, values)).stream().findFirst();
  }

  Optional<Job> find(UUID id) throws SQLException {
    return one("SELECT " + COLUMNS + " FROM job WHERE id = ?", id);
  }

  Optional<Job> find(Asker asker, UUID id) throws SQLException {
    return one(
        "SELECT " + COLUMNS + " FROM job WHERE id = ? AND" + SEEN,
        id,
        asker.seesAll(),
        asker.tenant());
  }

  List<Job> list(Asker asker, Filter filter, @Nullable UUID after, int limit) throws SQLException {
    State state = filter.state();
    return query(
        "SELECT "
            + COLUMNS
            + " FROM job WHERE"
            + SEEN
            + "AND (?::text IS NULL OR kind = ?) AND (?::text IS NULL OR state = ?)"
            + " AND (?::uuid IS NULL OR (created_at, id) <"
            + " (SELECT a.created_at, a.id FROM job a WHERE a.id = ?))"
            + " ORDER BY created_at DESC, id DESC LIMIT ?",
        statement ->
            bind(
                statement,
                asker.seesAll(),
                asker.tenant(),
                filter.kind(),
                filter.kind(),
                state == null ? null : state.id(),
                state == null ? null : state.id(),
                after,
                after,
                limit));
  }

  /** Those that no process may know of. */
  List<Job> queued() throws SQLException {
    return query("SELECT " + COLUMNS + " FROM job WHERE" + OPEN, _ -> {});
  }

  void cancel(Asker asker, UUID id) throws SQLException {
    update(
        "UPDATE job SET cancel_requested = true,"
            + " finished_at = CASE state WHEN 'queued' THEN clock_timestamp() END,"
            + " state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END"
            + " WHERE id = ? AND"
            + SEEN
            + "AND"
            + OPEN,
        id,
        asker.seesAll(),
        asker.tenant());
  }

  /**
   * The number of the run that starts; nothing if there is nothing to do any more. What was
   * cancelled when its worker was gone already ends here.
   */
  Optional<Integer> start(UUID id) throws SQLException {
    update(
        "UPDATE job SET state = 'cancelled', finished_at = clock_timestamp()"
            + " WHERE id = ? AND cancel_requested AND"
            + OPEN,
        id);
    return number(
        "UPDATE job SET state = 'running', run = run + 1,"
            + " started_at = coalesce(started_at, clock_timestamp()) WHERE id = ? AND"
            + OPEN
            + "RETURNING run",
        id);
  }

  private Optional<Integer> number(String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
      }
    }
  }

  /** Back into the queue, as if this run had not been. */
  void requeue(UUID id, int run) throws SQLException {
    update("UPDATE job SET state = 'queued' WHERE" + UNDER_WAY, id, run);
  }

  /** Back into the queue; tells how often it has failed by now, nothing if it is not this run's. */
  Optional<Integer> failedOnce(UUID id, int run) throws SQLException {
    return number(
        "UPDATE job SET state = 'queued', failures = failures + 1 WHERE"
            + UNDER_WAY
            + "RETURNING failures",
        id,
        run);
  }

  /** True if this run has to leave off: it was cancelled, or another has taken over. */
  boolean progress(UUID id, int run, Progress progress) throws SQLException {
    return number(
            "UPDATE job SET done = ?, total = ?, unit = ? WHERE"
                + UNDER_WAY
                + "AND NOT cancel_requested RETURNING run",
            progress.done(),
            progress.total(),
            progress.unit(),
            id,
            run)
        .isEmpty();
  }

  Optional<String> checkpoint(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT checkpoint FROM job WHERE id = ?")) {
      statement.setObject(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /** False if another run has taken over. */
  boolean checkpoint(UUID id, int run, String json) throws SQLException {
    return update("UPDATE job SET checkpoint = ?::jsonb WHERE" + UNDER_WAY, json, id, run) == 1;
  }

  /** False if it is not this run's any more. */
  boolean succeeded(UUID id, int run, String result, @Nullable JobFile file) throws SQLException {
    return update(
            "UPDATE job SET state = 'succeeded', finished_at = clock_timestamp(), result ="
                + " ?::jsonb, file_name = ?, file_type = ?, file_bytes = ?, file_sha256 = ?, done ="
                + " coalesce(total, done) WHERE"
                + UNDER_WAY,
            result,
            file == null ? null : file.name(),
            file == null ? null : file.mediaType(),
            file == null ? null : file.bytes(),
            file == null ? null : file.sha256(),
            id,
            run)
        == 1;
  }

  void failed(UUID id, int run, String why) throws SQLException {
    update(
        "UPDATE job SET state = 'failed', finished_at = clock_timestamp(), failure = ? WHERE"
            + " id = ? AND run = ? AND"
            + OPEN,
        why,
        id,
        run);
  }

  void cancelled(UUID id, int run) throws SQLException {
    update(
        "UPDATE job SET state = 'cancelled', finished_at = clock_timestamp() WHERE" + UNDER_WAY,
        id,
        run);
  }

  /** Forgets those that ended longer ago, and tells which. */
  List<Job> forget(Duration age) throws SQLException {
    return query(
        "DELETE FROM job WHERE finished_at < clock_timestamp() - ?::double precision * interval"
            + " '1 second' RETURNING "
            + COLUMNS,
        statement -> statement.setDouble(1, age.toMillis() / 1000.0));
  }

  static Job job(ResultSet row) throws SQLException {
    String file = row.getString("file_name");
    return new Job(
        row.getObject("id", UUID.class),
        row.getObject("tenant", UUID.class),
        row.getString("kind"),
        row.getString("request"),
        names(row.getString("upstreams")),
        row.getInt("run"),
        State.of(row.getString("state")),
        new Progress(
            row.getLong("done"), row.getObject("total", Long.class), row.getString("unit")),
        row.getString("result"),
        file == null
            ? null
            : new JobFile(
                file,
                row.getString("file_type"),
                row.getLong("file_bytes"),
                row.getString("file_sha256")),
        row.getString("failure"),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")));
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : Set.of(list.split(" "));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
