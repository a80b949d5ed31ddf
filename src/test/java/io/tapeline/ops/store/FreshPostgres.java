package io.tapeline.ops.store;

import io.tapeline.ops.embedded.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Real, empty servers: copies of one that was made before, since making takes some seconds. */
public final class FreshPostgres {

  private static final Path PROGRAMS = Path.of("target/pg-bin").toAbsolutePath();
  private static final Path EMPTY = Path.of("target/pg-empty").toAbsolutePath();

  private FreshPostgres() {}

  /** Not started yet. */
  public static LocalPostgres in(Path folder) throws IOException {
    return in(folder, TestStores.freePort());
  }

  private static synchronized LocalPostgres in(Path folder, int port) throws IOException {
    if (!Files.exists(EMPTY)) {
      make();
    }
    try (Stream<Path> tree = Files.walk(EMPTY)) {
      tree.forEach(each -> copy(each, folder.resolve(EMPTY.relativize(each).toString())));
    }
    return new LocalPostgres(folder, PROGRAMS, port);
  }

  /** It gets its name when it is whole. */
  private static void make() throws IOException {
    Path making = Files.createTempDirectory(Files.createDirectories(EMPTY.getParent()), "pg-");
    try (LocalPostgres server = new LocalPostgres(making, PROGRAMS, TestStores.freePort())) {
      server.start();
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Files.move(making, EMPTY, StandardCopyOption.ATOMIC_MOVE);
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
