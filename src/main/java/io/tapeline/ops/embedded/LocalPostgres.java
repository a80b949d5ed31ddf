package io.tapeline.ops.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on this machine with a folder of its own, kept between runs. Written data is on
 * disk before it is acknowledged, as in any other PostgreSQL. Reachable from this machine only; the
 * service is no superuser in it.
 */
public final class LocalPostgres implements AutoCloseable {

  /** The database and the role that owns it. */
  public static final String NAME = "tapeline";

  private final Path data;
  private final Path work;
  private final int port;
  private @Nullable EmbeddedPostgres server;

  /**
   * @param folder where data is kept
   * @param work where binaries are unpacked, shared by all folders
   */
  public LocalPostgres(Path folder, Path work, int port) {
    this.data = folder.resolve("data");
    this.work = work;
    this.port = port;
  }

  /** Starts it; on a new folder this makes a cluster and takes some seconds. */
  public void start() throws IOException, SQLException {
    Files.createDirectories(data.getParent());
    Files.createDirectories(work);
    Path pidFile = data.resolve("postmaster.pid");
    Orphan.stop(pidFile, "postgres");
    Files.deleteIfExists(pidFile);
    Path log = data.resolveSibling("postgres.log");
    EmbeddedPostgres started =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(work.toFile())
            .setPort(port)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "50")
            .setServerConfig("shared_buffers", "128MB")
            .setServerConfig("max_wal_size", "2GB")
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    server = started;
    makeDatabase(started);
  }

  private static void makeDatabase(EmbeddedPostgres started) throws SQLException {
    try (Connection connection = started.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        statement.execute("CREATE ROLE " + NAME + " LOGIN");
      }
      if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    EmbeddedPostgres running = server;
    if (running != null) {
      running.close();
      server = null;
    }
  }
}
