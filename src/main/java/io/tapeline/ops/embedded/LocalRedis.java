package io.tapeline.ops.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on this machine, for what may be lost: nothing is written to disk, memory is
 * bounded, reachable from this machine only, with a password.
 */
public final class LocalRedis implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PROGRAM = "redis-server";

  private final Path folder;
  private final int port;
  private final String password = Password.random();

  public LocalRedis(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Where the service finds it, as {@code TAPELINE_REDIS_URL} would say it. */
  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  public void start() throws IOException {
    Files.createDirectories(folder);
    stopOrphan();
    Path program = unpack();
    Path configuration = folder.resolve("redis.conf");
    Password.writePrivately(configuration, configuration());
    Process starter =
        new ProcessBuilder(program.toString(), configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile()))
            .start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      boolean failed = !starter.isAlive() && starter.exitValue() != 0;
      if (failed || System.nanoTime() > deadline) {
        throw new IOException("it does not answer; its log is " + folder.resolve("redis.log"));
      }
      pause();
    }
  }

  /** Whether the server that was started here runs. */
  boolean isRunning() throws IOException {
    return Orphan.find(pidFile(), PROGRAM, folder).isPresent();
  }

  /** Stops a server that a killed service has left on this folder. */
  void stopOrphan() throws IOException {
    Orphan.stop(pidFile(), PROGRAM, folder, "TERM", "KILL");
  }

  private Path pidFile() {
    return folder.resolve("redis.pid");
  }

  /** A copy for each folder: the library deletes it when the process ends. */
  private Path unpack() throws IOException {
    Path programs = folder.resolve("bin");
    if (Files.exists(programs)) {
      FeedFolder.delete(programs);
    }
    Files.createDirectories(programs);
    return ExecutableProvider.newJarResourceProvider(programs.toFile()).get().toPath();
  }

  /** In the background: a Ctrl-C in the terminal is for the service, which stops Redis last. */
  private String configuration() {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    daemonize yes
    set-proc-title no
    pidfile "%s"
    logfile "%s"
    dir "%s"
    save ""
    appendonly no
    maxmemory 128mb
    maxmemory-policy volatile-lru
    """
        .formatted(port, password, pidFile(), folder.resolve("redis.log"), folder);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("+OK\r\n".length());
      return new String(answer, StandardCharsets.US_ASCII).equals("+OK\r\n");
    } catch (IOException _) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    Optional<ProcessHandle> running = Orphan.find(pidFile(), PROGRAM, folder);
    if (running.isPresent()) {
      running.get().destroy();
      if (!Orphan.hasEnded(running.get(), PATIENCE)) {
        running.get().destroyForcibly();
      }
    }
  }
}
