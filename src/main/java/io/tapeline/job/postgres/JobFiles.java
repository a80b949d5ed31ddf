package io.tapeline.job.postgres;

import io.tapeline.digest.Sha256;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of jobs are: {@code ID.RUN} what a run has made, {@code ID.RUN.making} what it is
 * making. Each run has names of its own, so that one that was cut off and comes back when another
 * has taken over touches nothing of the other's.
 */
@ApplicationScoped
class JobFiles {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,9})(\\.making)?");

  private final Path folder;

  JobFiles(JobConfig config) {
    this.folder =
        config
            .folder()
            .map(Path::of)
            .orElseGet(() -> FeedFolder.configured().path().resolve("jobs"));
  }

  Path of(UUID id, int run) {
    return folder.resolve(id + "." + run);
  }

  private Path makingOf(UUID id, int run) {
    return folder.resolve(id + "." + run + ".making");
  }

  /** An empty folder; what earlier runs of the job have left is no more. */
  Path making(UUID id, int run) throws IOException {
    forget(id, left -> left <= run);
    return Files.createDirectories(makingOf(id, run));
  }

  /** Moves a file in the making to where it can be fetched: all of it or nothing, on the disk. */
  JobFile keep(UUID id, int run, MadeFile made) throws IOException {
    JobFile file =
        new JobFile(made.name(), made.mediaType(), Files.size(made.path()), sha256(made.path()));
    force(made.path(), StandardOpenOption.WRITE);
    Files.move(made.path(), of(id, run), StandardCopyOption.ATOMIC_MOVE);
    // the name is on the disk when its folder is
    force(folder, StandardOpenOption.READ);
    return file;
  }

  private static void force(Path path, StandardOpenOption way) throws IOException {
    try (FileChannel channel = FileChannel.open(path, way)) {
      channel.force(true);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = Sha256.start();
      try (DigestInputStream read = new DigestInputStream(in, digest)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (read.read(buffer) >= 0) {
          // the stream digests what is read
        }
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }

  void forgetMaking(UUID id, int run) throws IOException {
    delete(makingOf(id, run));
  }

  /** Forgets what a run has made that nobody will ask for. */
  void forget(UUID id, int run) throws IOException {
    forget(id, left -> left == run);
  }

  void forget(List<Job> jobs) throws IOException {
    for (Job job : jobs) {
      forget(job.id(), _ -> true);
    }
  }

  private void forget(UUID id, IntPredicate runs) throws IOException {
    for (Path path : list()) {
      Matcher name = NAME.matcher(path.getFileName().toString());
      if (name.matches()
          && name.group(1).equals(id.toString())
          && runs.test(Integer.parseInt(name.group(2)))) {
        delete(path);
      }
    }
  }

  /** The jobs that have anything here. */
  List<UUID> jobs() throws IOException {
    return list().stream()
        .map(path -> NAME.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> UUID.fromString(name.group(1)))
        .distinct()
        .toList();
  }

  /**
   * Forgets what runs have left that were killed, of a job that is over. Another database's jobs
   * may have theirs in the same folder: what is not known is left alone.
   */
  void tidy(Job job) throws IOException {
    if (job.state().isOver()) {
      boolean kept = job.state() == Job.State.SUCCEEDED;
      forget(job.id(), run -> !kept || run != job.run());
      forgetMaking(job.id(), job.run());
    }
  }

  private List<Path> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return new ArrayList<>(all.toList());
    }
  }

  Optional<Path> find(Job job) {
    return Optional.of(of(job.id(), job.run())).filter(Files::isReadable);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
