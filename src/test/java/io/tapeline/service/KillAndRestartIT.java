package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed in the middle of a replay and started again on the same folder. */
class KillAndRestartIT {

  private static final long TRADES = 15_863;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private @Nullable Process service;

  @AfterEach
  void stop() throws InterruptedException {
    Process running = service;
    if (running != null) {
      running.destroy();
      running.waitFor(40, TimeUnit.SECONDS);
    }
  }

  private Process start(String feed) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtapeline.home=" + folder.resolve("home"),
                "-Dtapeline.feed=" + feed,
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("TAPELINE_DB_URL");
    builder.environment().remove("TAPELINE_REDIS_URL");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private long query(String sql) {
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

  /**
   * Closed minutes of markets whose newest revision counts other trades than are stored. Those that
   * a venue repeats at the start (origin 1, a snapshot) make no candles.
   */
  private static final String MINUTES_THAT_MISCOUNT =
      """
      SELECT count(*) FROM (
        SELECT DISTINCT ON (series, open_nanos) series, open_nanos, trades FROM candle
        WHERE interval_ms = 60000 AND series IN (SELECT series FROM trade)
        ORDER BY series, open_nanos, revision DESC) AS minute
      WHERE trades <> (
        SELECT coalesce(sum(matches), 0) FROM trade
        WHERE trade.series = minute.series AND origin <> 1
          AND event_nanos >= minute.open_nanos
          AND event_nanos < minute.open_nanos + 60000000000)
      """;

  private void await(String sql, long least) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (query(sql) < least) {
      assertThat(System.nanoTime())
          .as("%s reaches %d; log: %s", sql, least, Files.readString(folder.resolve("log")))
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void nothingThatWasStoredIsLostOrDoubled() throws Exception {
    Path recordings = TestData.path("sessions/binance-spot-20240808");
    // the speed is part of the feed, and so of the database's identity: both runs have the same
    String feed = "replay:" + recordings + "@x30";
    Process first = start(feed);
    service = first;
    await("SELECT count(*) FROM trade", 3_000);
    first.destroyForcibly().waitFor();
    long stored = query("SELECT count(*) FROM trade");
    long candles = query("SELECT count(*) FROM candle");
    assertThat(stored).isBetween(3_000L, TRADES);

    service = start(feed);
    await("SELECT count(*) FROM trade", TRADES);
    await("SELECT count(*) FROM candle WHERE interval_ms = 60000", 10);
    assertThat(query("SELECT count(*) FROM trade")).isEqualTo(TRADES);
    assertThat(query("SELECT count(*) FROM candle")).isGreaterThanOrEqualTo(candles);
    assertThat(query("SELECT count(*) FROM candle WHERE revision > 1"))
        .as("a candle that was stored before the kill is made again, the same")
        .isZero();
  }

  /** Unlike a replay, a sandbox goes on where the clock stands. */
  @Test
  void theMinuteOfTheKillCountsWhatWasStoredOfIt() throws Exception {
    service = start("sandbox");
    await("SELECT count(*) FROM trade", 2_000);
    Process first = service;
    first.destroyForcibly().waitFor();
    long killed = query("SELECT max(event_nanos) / 60000000000 * 60000000000 FROM trade");
    long stored = query("SELECT count(*) FROM trade");
    assertThat(stored).isGreaterThanOrEqualTo(2_000);

    service = start("sandbox");
    String closed =
        "SELECT count(*) FROM candle WHERE interval_ms = 60000 AND trades > 0 AND open_nanos = ";
    await(closed + killed, 50);
    await("SELECT CASE WHEN (" + MINUTES_THAT_MISCOUNT + ") = 0 THEN 1 ELSE 0 END", 1);
    assertThat(query("SELECT count(*) FROM trade")).isGreaterThan(stored);
  }
}
