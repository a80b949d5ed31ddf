package io.tapeline.ops.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on this machine with a folder of its own, kept between runs. Written data is on
 * disk before it is acknowledged, as in any other PostgreSQL. Reachable from this machine only,
 * with a password; the service is no superuser in it.
 */
public final class LocalPostgres implements AutoCloseable {

  /** The database and the role that owns it. */
  public static final String NAME = "tapeline";

  /** Lines of the server's own file, from 0. */
  private static final int PORT_LINE = 3;

  private static final int STATUS_LINE = 7;
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path data;
  private final Programs programs;
  private final int port;
  private final Password superuser;
  private final Password service;
  private @Nullable EmbeddedPostgres server;

  /**
   * @param folder where data is kept
   * @param programs where programs are unpacked, shared by all folders
   */
  public LocalPostgres(Path folder, Path programs, int port) throws IOException {
    this.data = folder.resolve("data");
    this.programs = new Programs(programs);
    this.port = port;
    this.superuser = Password.in(folder.resolve("superuser.password"));
    this.service = Password.in(folder.resolve("service.password"));
  }

  /** Where the service finds it, as {@code TAPELINE_DB_URL} would say it. */
  public String url() {
    return "postgresql://%1$s:%2$s@127.0.0.1:%3$d/%1$s".formatted(NAME, service.text(), port);
  }

  /**
   * Starts it, again if it was killed; on a new folder this makes a cluster and takes some seconds.
   */
  public void start() throws IOException, SQLException {
    close(); // what a killed one has left in this process
    Files.createDirectories(data.getParent());
    stopOrphan();
    Files.deleteIfExists(pidFile());
    forgetHalfMade();
    EmbeddedPostgres started = programs.start(configured());
    server = started;
    makeDatabase(started);
    Files.deleteIfExists(making());
  }

  /** A cluster that was being made when the service was killed never held anything. */
  private void forgetHalfMade() throws IOException {
    if (Files.exists(making()) && Files.exists(data)) {
      Orphan.killAll("initdb", data);
      FeedFolder.delete(data);
    }
    if (!Files.exists(data)) {
      Files.writeString(making(), "");
    }
  }

  /** Stands beside the cluster while it is made. */
  private Path making() {
    return data.resolveSibling("making");
  }

  /** Whether the server that was started here runs. */
  boolean isRunning() throws IOException {
    return Orphan.find(pidFile(), "postgres", data).isPresent();
  }

  /** Stops a server that a killed service has left on this folder. */
  void stopOrphan() throws IOException {
    Orphan.stop(pidFile(), "postgres", data, "INT", "QUIT");
  }

  /**
   * The port of the server that another process runs on this folder; waits for it while it starts.
   */
  static OptionalInt runningPort(Path folder) throws IOException {
    Path data = folder.resolve("data");
    Path pidFile = data.resolve("postmaster.pid");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (Orphan.find(pidFile, "postgres", data).isPresent()) {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready")) {
          return OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()));
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    return OptionalInt.empty();
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private EmbeddedPostgres.Builder configured() {
    Redirect log = Redirect.appendTo(data.resolveSibling("postgres.log").toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setDataDirectoryCustomizer(_ -> admit(areSecret() ? "scram-sha-256" : "trust"))
        .setConnectConfig("password", superuser.text())
        .setPort(port)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(PATIENCE)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "50")
        .setServerConfig("shared_buffers", "128MB")
        .setServerConfig("max_wal_size", "2GB")
        .setOutputRedirector(log)
        .setErrorRedirector(log);
  }

  private boolean areSecret() {
    return superuser.isKept() && service.isKept();
  }

  private void admit(String method) {
    try {
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 " + method + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeDatabase(EmbeddedPostgres started) throws SQLException, IOException {
    try (Connection connection = started.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        statement.execute("CREATE ROLE " + NAME + " LOGIN");
      }
      if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
      if (!areSecret()) {
        setPasswords(statement);
      }
    }
  }

  /** A new cluster trusts this machine for the moment that this takes. */
  private void setPasswords(Statement statement) throws SQLException, IOException {
    statement.execute("ALTER ROLE " + NAME + " PASSWORD '" + service.text() + "'");
    statement.execute("ALTER ROLE postgres PASSWORD '" + superuser.text() + "'");
    admit("scram-sha-256");
    statement.execute("SELECT pg_reload_conf()");
    service.keep();
    superuser.keep();
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
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
