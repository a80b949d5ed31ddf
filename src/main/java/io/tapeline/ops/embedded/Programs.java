package io.tapeline.ops.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * PostgreSQL's programs, unpacked at the first start in a folder of our own; the library would take
 * the system's temporary folder. It lets everybody write where it unpacks, so that nobody else may
 * enter the folder around it.
 */
record Programs(Path folder) {

  /** In one process a file lock holds for all threads: they take turns here. */
  private static final Object TURN = new Object();

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private Path unpacked() {
    return folder.resolve("postgres");
  }

  /** Starts a server; one process at a time, as the first has to unpack. */
  EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.setPosixFilePermissions(folder, OWNER_ONLY);
    Files.createDirectories(unpacked());
    synchronized (TURN) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        forgetHalfUnpacked();
        return builder.setOverrideWorkingDirectory(unpacked().toFile()).start();
      }
    }
  }

  /** A start that was killed while unpacking leaves a folder without the library's mark. */
  private void forgetHalfUnpacked() throws IOException {
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(unpacked(), "PG-*")) {
      for (Path each : versions) {
        if (!Files.exists(each.resolve(".exists"))) {
          FeedFolder.delete(each);
        }
      }
    }
  }
}
