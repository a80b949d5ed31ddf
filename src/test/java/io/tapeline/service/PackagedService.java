package io.tapeline.service;

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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged program as a process of its own, with its own stores in a folder. */
final class PackagedService {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
                "-Dtapeline.home=" + folder.resolve("home"),
                "-Dtapeline.feed=" + feed,
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0"));
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

  void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.waitFor(40, TimeUnit.SECONDS);
    }
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** The first number of the answer; -1 while the database can't be asked. */
  long query(String sql) {
    try {
      Path postgres = folder.resolve("home/postgres");
      List<String> pid = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
      String url = "jdbc:postgresql://127.0.0.1:" + pid.get(3).strip() + "/tapeline";
      String password = Files.readString(postgres.resolve("service.password")).strip();
      try (Connection connection = DriverManager.getConnection(url, "tapeline", password);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (IOException | SQLException | IndexOutOfBoundsException _) {
      return -1;
    }
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
