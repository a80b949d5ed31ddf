package io.tapeline.job.postgres;

import io.tapeline.job.Job;
import io.tapeline.job.Job.JobFile;
import io.tapeline.job.app.JobConfig;
import io.tapeline.job.app.JobOutcome.MadeFile;
import io.tapeline.ops.embedded.FeedFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the files of jobs are: finished ones under the job's id, those in the making beside. */
@ApplicationScoped
class JobFiles {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;

  JobFiles(JobConfig config) {
    this.folder =
        config
            .folder()
            .map(Path::of)
            .orElseGet(() -> FeedFolder.configured().path().resolve("jobs"));
  }

  Path of(UUID id) {
    return folder.resolve(id.toString());
  }

  /** Emptied of what an earlier run has left. */
  Path making(UUID id) throws IOException {
    Path making = folder.resolve(id + ".making");
    delete(making);
    return Files.createDirectories(making);
  }

  /** Moves a file in the making to where it can be fetched: all of it or nothing, on the disk. */
  JobFile keep(UUID id, MadeFile made) throws IOException {
    JobFile file =
        new JobFile(made.name(), made.mediaType(), Files.size(made.path()), sha256(made.path()));
    try (FileChannel channel = FileChannel.open(made.path(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        made.path(), of(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream read = new DigestInputStream(in, digest)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (read.read(buffer) >= 0) {
          // the stream digests what is read
        }
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void forgetMaking(UUID id) throws IOException {
    delete(folder.resolve(id + ".making"));
  }

  void forget(List<Job> jobs) throws IOException {
    for (Job job : jobs) {
      Files.deleteIfExists(of(job.id()));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
