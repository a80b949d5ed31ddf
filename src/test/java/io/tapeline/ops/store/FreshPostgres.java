package io.tapeline.ops.store;

import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.embedded.StoreAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.flywaydb.core.Flyway;

/**
 * Real servers with today's schema and nothing in it: copies of one that was made before, since
 * making takes some seconds.
 */
public final class FreshPostgres {

  private static final Path PROGRAMS = Path.of("target/pg-bin").toAbsolutePath();
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private FreshPostgres() {}

  /** Not started yet. */
  public static LocalPostgres in(Path folder) throws IOException {
    copyMade(folder);
    return new LocalPostgres(folder, PROGRAMS, TestStores.freePort());
  }

  /**
   * Not started yet, and no longer fresh if it was there already: as whoever used it has left it.
   */
  static LocalPostgres kept(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Path copying = Files.createTempDirectory(folder.getParent(), "pg-");
      copyMade(copying);
      Files.move(copying, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return new LocalPostgres(folder, PROGRAMS, TestStores.freePort());
  }

  private static synchronized void copyMade(Path folder) throws IOException {
    Path made = Path.of("target", "pg-made-" + schema()).toAbsolutePath();
    if (!Files.exists(made)) {
      make(made);
    }
    try (Stream<Path> tree = Files.walk(made)) {
      tree.forEach(each -> copy(each, folder.resolve(made.relativize(each).toString())));
    }
  }

  /** Tells one schema from the next, so that no old one is taken for today's. */
  static String schema() throws IOException {
    CRC32C sum = new CRC32C();
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      for (Path each : files.sorted().toList()) {
        sum.update(Files.readAllBytes(each));
      }
    }
    return Long.toHexString(sum.getValue());
  }

  /** It gets its name when it is whole. */
  private static void make(Path made) throws IOException {
    Path making = Files.createTempDirectory(Files.createDirectories(made.getParent()), "pg-");
    try (LocalPostgres server = new LocalPostgres(making, PROGRAMS, TestStores.freePort())) {
      server.start();
      Map<String, String> address = StoreAddresses.postgres(server.url());
      Flyway.configure()
          .dataSource(
              address.get("quarkus.datasource.jdbc.url"),
              address.get("quarkus.datasource.username"),
              address.get("quarkus.datasource.password"))
          .load()
          .migrate();
    } catch (SQLException e) {
      throw new IOException(e);
    }
    try {
      Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(made)) { // else another process was faster
        throw e;
      }
    }
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
      } else {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("of " + List.of(from, to), e);
    }
  }
}
