package io.tapeline.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Orphan() {}

  /**
   * Stops the process that this file names, if it still lives and is what we think.
   *
   * @param pidFile its first line is the process id
   * @param program part of the program's name
   * @param folder stands in the program's arguments. A process id may have been given away again,
   *     in a container even to the same program for another folder
   * @param signals to be tried one after the other, such as {@code INT}
   */
  static void stop(Path pidFile, String program, Path folder, String... signals)
      throws IOException {
    Optional<ProcessHandle> left = find(pidFile, program, folder);
    if (left.isEmpty()) {
      return;
    }
    long pid = left.get().pid();
    LOG.warnf("stopping %s, pid %d, left over by a service that was killed", program, pid);
    for (String signal : signals) {
      signal(pid, signal);
      if (hasEnded(left.get(), PATIENCE)) {
        return;
      }
    }
    throw new IOException("%s with pid %d does not stop; end it first".formatted(program, pid));
  }

  /** The process that this file names, if it lives and is this program on this folder. */
  static Optional<ProcessHandle> find(Path pidFile, String program, Path folder)
      throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .filter(line -> line.strip().matches("\\d{1,9}"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
          .filter(ProcessHandle::isAlive)
          .filter(process -> isOurs(process.info(), program, folder));
    }
  }

  private static boolean isOurs(ProcessHandle.Info info, String program, Path folder) {
    return info.command().orElse("").contains(program)
        && info.arguments().stream()
            .flatMap(Arrays::stream)
            .anyMatch(argument -> argument.contains(folder.toString()));
  }

  static void signal(long pid, String signal) throws IOException {
    // the shell's own kill: not every small image has the program
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start();
    try {
      kill.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static boolean hasEnded(ProcessHandle process, Duration patience) throws IOException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
