package io.tapeline.ops.store;

import io.tapeline.ops.embedded.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server for all tests of a process that don't stop it: each gets a database of its own, a copy
 * of the empty one that nobody opens. It ends with the process; what a killed process has left, the
 * next one stops and empties.
 */
final class SharedPostgres {

  private static final String PREFIX = "test_";

  /** Channels that nothing refers to are closed, and their locks go. */
  private static final List<FileChannel> HELD = new ArrayList<>();

  private static @Nullable SharedPostgres running;

  private final LocalPostgres server;
  private final String password;
  private int made;

  private SharedPostgres(LocalPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /** An empty database with today's schema, which goes when it is closed. */
  record TestDatabase(String url, SharedPostgres server, String name) implements AutoCloseable {

    /** Whoever is still connected is cut off. */
    @Override
    public void close() throws IOException {
      server.administer("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  static synchronized TestDatabase database() throws IOException {
    SharedPostgres shared = running;
    if (shared == null) {
      shared = start();
      running = shared;
    }
    return shared.make();
  }

  private TestDatabase make() throws IOException {
    String name = PREFIX + made++;
    administer("CREATE DATABASE %s TEMPLATE %2$s OWNER %2$s".formatted(name, LocalPostgres.NAME));
    String url = server.url().replaceFirst("/" + LocalPostgres.NAME + "$", "/" + name);
    return new TestDatabase(url, this, name);
  }

  private static SharedPostgres start() throws IOException {
    Path folder = freeFolder();
    LocalPostgres server = FreshPostgres.kept(folder);
    try {
      server.start();
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stops PostgreSQL"));
    String password = Files.readString(folder.resolve("superuser.password")).strip();
    SharedPostgres shared = new SharedPostgres(server, password);
    shared.empty();
    return shared;
  }

  /** Each process has one of its own, for as long as it lives. */
  private static Path freeFolder() throws IOException {
    Path all = Files.createDirectories(Path.of("target").toAbsolutePath());
    for (int i = 0; ; i++) {
      Path folder = all.resolve("pg-shared-" + FreshPostgres.schema() + "-" + i);
      if (isFree(folder.resolveSibling(folder.getFileName() + ".lock"))) {
        return folder;
      }
    }
  }

  /** The lock goes with the process. */
  private static boolean isFree(Path lock) throws IOException {
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        HELD.add(channel);
        return true;
      }
    } catch (OverlappingFileLockException _) {
      // these classes are in this process twice: Quarkus loads tests anew
    }
    channel.close();
    return false;
  }

  private void empty() throws IOException {
    List<String> left = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE starts_with(datname, '" + PREFIX + "')")) {
      while (rows.next()) {
        left.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    for (String name : left) {
      administer("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  private void administer(String sql) throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private Connection connect() throws SQLException {
    int port = URI.create(server.url()).getPort();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
  }

  private static void stop(LocalPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
