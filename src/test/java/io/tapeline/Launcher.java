package io.tapeline;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** {@code ./tapeline}, as somebody runs it; what it says is kept in a file. */
final class Launcher {

  private static final Path SCRIPT = Path.of("tapeline").toAbsolutePath();

  private final Process process;
  private final Path said;

  private Launcher(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  static Launcher run(Path folder, String... arguments) throws IOException {
    return run(folder, Map.of(), arguments);
  }

  static Launcher run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TAPELINE_BUILD", "no");
    // tests ask more often than anybody
    builder
        .environment()
        .put(
            "TAPELINE_ACCESS_POLICY",
            Path.of("src/test/resources/open-policy.yaml").toAbsolutePath().toString());
    builder.environment().keySet().removeAll(List.of("TAPELINE_DB_URL", "TAPELINE_REDIS_URL"));
    builder.environment().putAll(environment);
    return new Launcher(
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start(),
        said);
  }

  /** A port that is free, and the next one too. */
  static int freePorts() throws IOException {
    SplittableRandom random = new SplittableRandom();
    for (int i = 0; i < 100; i++) {
      int port = random.nextInt(20_000, 32_000);
      if (!PortCheck.isTaken(port) && !PortCheck.isTaken(port + 1)) {
        return port;
      }
    }
    throw new IOException("no free ports");
  }

  static ServerSocket taken(int port) throws IOException {
    return new ServerSocket(port);
  }

  String said() throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  /** Waits until it says this; everything it said if it ends or takes too long. */
  boolean says(String text, long seconds) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!said().contains(text)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        return said().contains(text);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }

  /** Its exit code. */
  int end(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after " + seconds + " s");
    }
    return process.exitValue();
  }

  void signal(String name) throws IOException, InterruptedException {
    signal(process.pid(), name);
  }

  static void signal(long pid, String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
  }

  boolean isRunning() {
    return process.isAlive();
  }
}
