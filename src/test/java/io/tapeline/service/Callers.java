package io.tapeline.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An {@link OpenLoop} in a process of its own, on the callers' core: what is measured is the
 * service's time and its own, not that of whoever else asks. It lives from call to call, so that it
 * is compiled when it counts.
 */
final class Callers implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream orders;

  private Callers(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  static Callers start(int port, String address, String key) throws IOException {
    return new Callers(
        new ProcessBuilder(
                List.of(
                    "taskset",
                    "-c",
                    Cores.CALLERS,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx1g",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    Callers.class.getName(),
                    Integer.toString(port),
                    address,
                    key))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * What came of it.
   *
   * @param nanos that good answers took, ascending
   * @param seconds what was slowest, by second, for people
   */
  record Report(Map<String, Integer> outcomes, List<Long> nanos, String seconds) {

    /** Milliseconds that this share of the good answers took at most. */
    double millis(double share) {
      return nanos.get((int) Math.min(nanos.size() - 1, nanos.size() * share)) / 1e6;
    }

    int count(String outcome) {
      return outcomes.getOrDefault(outcome, 0);
    }

    @Override
    public String toString() {
      return "p50 %.1f, p99 %.1f ms, %s, %s"
          .formatted(millis(0.5), millis(0.99), seconds, outcomes);
    }
  }

  /** Sends for so long, and waits until all is answered or given up. */
  Report send(double perSecond, int seconds) throws IOException {
    orders.println(perSecond + " " + seconds);
    Map<String, Integer> outcomes = new TreeMap<>();
    for (String pair : line().split(" ", -1)) {
      String[] parts = pair.split("=", -1);
      outcomes.put(parts[0], Integer.parseInt(parts[1]));
    }
    List<Long> nanos =
        Arrays.stream(line().split(" ", -1))
            .filter(each -> !each.isEmpty())
            .map(Long::valueOf)
            .toList();
    return new Report(outcomes, nanos, line());
  }

  private String line() throws IOException {
    return Objects.requireNonNull(answers.readLine(), "the callers are gone");
  }

  @Override
  public void close() {
    orders.close();
    var _ =
        process
            .onExit()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .exceptionally(_ -> process.destroyForcibly())
            .join();
  }

  /** Of the process: port, address and key; then rates and seconds, line by line. */
  @SuppressWarnings("SystemOut") // what it says to the test
  public static void main(String[] arguments) throws Exception {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int port = Integer.parseInt(arguments[0]);
    try (OpenLoop loop = new OpenLoop(port, arguments[1], arguments[2])) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        String[] words = order.split(" ", -1);
        System.out.println(
            loop.send(Double.parseDouble(words[0]), Integer.parseInt(words[1])).forTheTest());
        System.out.flush();
      }
    }
  }
}
