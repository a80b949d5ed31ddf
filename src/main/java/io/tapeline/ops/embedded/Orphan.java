package io.tapeline.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A server that outlived a service that was killed. It is stopped before a new one starts: two on
 * one folder would destroy it, and one that we did not start would not be stopped with us.
 */
final class Orphan {

  private static final Logger LOG = Logger.getLogger(Orphan.class);
  private static final long PATIENCE_SECONDS = 20;

  private Orphan() {}

  /**
   * Stops the process that this file names, if it still lives and is what we think.
   *
   * @param pidFile its first line is the process id
   * @param program part of the program's name, as a process id may have been given away again
   */
  static void stop(Path pidFile, String program) throws IOException {
    Optional<ProcessHandle> left = process(pidFile, program);
    if (left.isEmpty()) {
      return;
    }
    ProcessHandle process = left.get();
    LOG.warnf(
        "stopping %s, pid %d, left over by a service that was killed", program, process.pid());
    process.destroy();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      throw new IOException(
          program + " with pid " + process.pid() + " does not stop; end it first");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Optional<ProcessHandle> process(Path pidFile, String program) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .filter(line -> line.strip().matches("\\d{1,9}"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
          .filter(ProcessHandle::isAlive)
          .filter(process -> process.info().command().orElse("").contains(program));
    }
  }
}
