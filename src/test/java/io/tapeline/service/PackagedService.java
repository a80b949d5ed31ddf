package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged program as a process of its own, with its own stores in a folder. */
final class PackagedService {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Everybody may do everything, without end. */
  private static final String OPEN_POLICY = "src/test/resources/open-policy.yaml";

  private final Path folder;
  private final List<String> settings;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  /**
   * @param settings as the program takes them: {@code -Dname=value}
   */
  PackagedService(Path folder, String... settings) {
    this.folder = folder;
    this.settings = List.of(settings);
  }

  /** What the next start finds in its environment. */
  PackagedService with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts it with a feed, or another command in place of the service. */
  Process start(String feed, String... command) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC", // this, the heap and the cache as ./tapeline gives them
                "-Xmx768m",
                "-Dtapeline.home=" + folder.resolve("home"),
                "-Dtapeline.feed=" + feed,
                "-Dtapeline.access.policy=" + Path.of(OPEN_POLICY).toAbsolutePath(),
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0"));
    Path cache = Path.of("target/tapeline.aot").toAbsolutePath();
    if (Files.exists(cache)) {
      all.add("-XX:AOTCache=" + cache);
    }
    all.addAll(settings);
    all.addAll(
        List.of("-jar", Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().remove("TAPELINE_DB_URL");
    builder.environment().remove("TAPELINE_REDIS_URL");
    builder.environment().putAll(environment);
    Process started =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    process = started;
    return started;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** As {@code kill -9} does to it and to its own PostgreSQL, of which no process is left. */
  void killWithDatabase() throws Exception {
    List<ProcessHandle> server = server();
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
    kill(server);
    kill();
  }

  /** Kills its own PostgreSQL alone. */
  void killDatabase() throws Exception {
    kill(server());
  }

  private static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : processes) {
      while (each.isAlive() && each.info().command().isPresent()) {
        Thread.onSpinWait();
      }
    }
  }

  /** The postmaster and all that it has started; nobody if it has not begun. */
  private List<ProcessHandle> server() throws IOException {
    Path file = folder.resolve("home/postgres/data/postmaster.pid");
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty()
        ? List.of()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).stream()
            .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
            .toList();
  }

  long pid() {
    return Objects.requireNonNull(process).pid();
  }

  /** Sends it a signal: {@code STOP}, {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
  }

  void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.waitFor(40, TimeUnit.SECONDS);
    }
  }

  /** Until it answers 200 there. */
  void awaitAnswer(int port, String address) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(port, address)) {
      assertThat(System.nanoTime()).as("%s; log: %s", address, log()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static boolean answers(int port, String address) {
    try {
      return given().port(port).get(address).statusCode() == 200;
    } catch (Exception _) {
      return false; // not listening yet
    }
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** The first number of the answer; -1 while the database can't be asked. */
  long query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (IOException | SQLException | IndexOutOfBoundsException _) {
      return -1;
    }
  }

  /** The second column of the answer by the first. */
  Map<String, String> texts(String sql) throws IOException, SQLException {
    Map<String, String> texts = new HashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.put(rows.getString(1), rows.getString(2));
      }
    }
    return texts;
  }

  private Connection connect() throws IOException, SQLException {
    Path postgres = folder.resolve("home/postgres");
    List<String> pid = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
    String url = "jdbc:postgresql://127.0.0.1:" + pid.get(3).strip() + "/tapeline";
    String password = Files.readString(postgres.resolve("service.password")).strip();
    return DriverManager.getConnection(url, "tapeline", password);
  }

  void await(String sql, long least) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (query(sql) < least) {
      assertThat(System.nanoTime())
          .as("%s reaches %d; log: %s", sql, least, log())
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
