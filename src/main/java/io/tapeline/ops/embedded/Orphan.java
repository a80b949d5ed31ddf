package io.tapeline.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A server that outlived a service that was killed. It is stopped before a new one starts: two on
 * one folder would destroy it, and one that we did not start would not be stopped with us.
 */
final class Orphan {

  private static final Logger LOG = Logger.getLogger(Orphan.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 20;

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

  /** Kills what runs this program on this folder, without a file that names it. */
  static void killAll(String program, Path folder) throws IOException {
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (isOurs(process.info(), program, folder)) {
        process.destroyForcibly();
        hasEnded(process, PATIENCE);
      }
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

  /**
   * Waits for a process that is no child of ours. One that has ended but is still in the system's
   * list, since nobody has asked for its exit code, has no program any more.
   */
  static boolean hasEnded(ProcessHandle process, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && process.info().command().isPresent()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    return true;
  }
}
