package io.tapeline.ops.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * PostgreSQL's programs, unpacked at the first start in a folder of our own; the library would take
 * the system's temporary folder, in which everybody can write.
 */
record Programs(Path folder) {

  /** In one process a file lock holds for all threads: they take turns here. */
  private static final Object TURN = new Object();

  /** Starts a server; one process at a time, as the first has to unpack. */
  EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    Files.createDirectories(folder);
    synchronized (TURN) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        forgetHalfUnpacked();
        return builder.setOverrideWorkingDirectory(folder.toFile()).start();
      }
    }
  }

  /** A start that was killed while unpacking leaves a folder without the library's mark. */
  private void forgetHalfUnpacked() throws IOException {
    try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder, "PG-*")) {
      for (Path each : unpacked) {
        if (!Files.exists(each.resolve(".exists"))) {
          FeedFolder.delete(each);
        }
      }
    }
  }
}
