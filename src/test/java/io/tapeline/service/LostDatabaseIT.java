package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.ops.embedded.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes away for a while under the sandbox's 2,000 messages a second, and comes back.
 */
class LostDatabaseIT {

  /** Minutes whose seconds, in sum, tell other trades than they do. */
  private static final String MINUTES_WITHOUT_ALL_SECONDS =
      """
      WITH newest AS (
        SELECT DISTINCT ON (series, interval_ms, open_nanos) * FROM candle
        WHERE interval_ms IN (1000, 60000)
        ORDER BY series, interval_ms, open_nanos, revision DESC)
      SELECT count(*) FROM newest minute
      WHERE interval_ms = 60000 AND series IN (SELECT series FROM trade) AND trades <> (
        SELECT coalesce(sum(second.trades), 0) FROM newest second
        WHERE second.interval_ms = 1000 AND second.series = minute.series
          AND second.open_nanos >= minute.open_nanos
          AND second.open_nanos < minute.open_nanos + 60000000000)
      """;

  /** Minutes that tell other trades than are stored. */
  private static final String MINUTES_WITHOUT_ALL_TRADES =
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

  private static final String HOLES_BETWEEN_MINUTES =
      """
      SELECT count(*) FROM (
        SELECT open_nanos - lag(open_nanos) OVER (PARTITION BY series ORDER BY open_nanos) AS step
        FROM (SELECT DISTINCT series, open_nanos FROM candle WHERE interval_ms = 60000) m) s
      WHERE step > 60000000000
      """;

  @TempDir Path folder;
  private LocalPostgres postgres;
  private PackagedService service;
  private int port;

  @BeforeEach
  void start() throws Exception {
    postgres =
        new LocalPostgres(
            folder.resolve("pg"),
            Path.of("target/pg-bin").toAbsolutePath(),
            StoresResource.freePort());
    postgres.start();
    port = StoresResource.freePort();
    service =
        new PackagedService(folder, "-Dquarkus.http.port=" + port)
            .with("TAPELINE_DB_URL", postgres.url());
    service.start("sandbox");
  }

  @AfterEach
  void stop() throws Exception {
    service.stop();
    postgres.close();
  }

  private long query(String sql) throws SQLException {
    String[] parts = postgres.url().replaceFirst("postgres(ql)?://", "").split("[:@]", 3);
    try (Connection connection =
            DriverManager.getConnection("jdbc:postgresql://" + parts[2], parts[0], parts[1]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private long newestMinuteOfTheSlowest() throws SQLException {
    return query(
        """
        SELECT min(newest) FROM (
          SELECT max(open_nanos) AS newest FROM candle WHERE interval_ms = 60000 GROUP BY series) s
        """);
  }

  private interface Question {
    boolean isAnswered() throws Exception;
  }

  private void await(String what, Question question) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!question.isAnswered()) {
      assertThat(System.nanoTime()).as("%s; log: %s", what, service.log()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private Response ask(String address) {
    return given().port(port).get(address);
  }

  /** Older than anything in memory. */
  private Response history() {
    Instant now = Instant.now();
    return given()
        .port(port)
        .queryParam("from", now.minus(Duration.ofDays(3)).toString())
        .queryParam("to", now.minus(Duration.ofDays(2)).toString())
        .get("/v1/candles/binance:btc-usdt");
  }

  private boolean answersPrices() {
    try {
      return ask("/v1/prices/btc").statusCode() == 200;
    } catch (Exception _) {
      return false; // not listening yet
    }
  }

  private void lost(Duration outage) throws Exception {
    await("a price", this::answersPrices);
    await("minutes", () -> query("SELECT count(*) FROM candle WHERE interval_ms = 60000") > 100);
    assertThat(history().statusCode()).isEqualTo(200);
    postgres.close();
    Instant end = Instant.now().plus(outage);
    TimeUnit.SECONDS.sleep(1);
    while (Instant.now().isBefore(end)) {
      assertPricesGoOn();
      assertHistoryIsNotThere();
      TimeUnit.SECONDS.sleep(1);
    }
    postgres.start();
    long minute = 60_000_000_000L;
    long back = Instant.now().getEpochSecond() * 1_000_000_000 / minute * minute;
    await("history", () -> history().statusCode() == 200);
    await("the minutes of the outage", () -> newestMinuteOfTheSlowest() >= back);
    // what is stored last, trades or candles, is not said: until both are there
    await("all seconds", () -> query(MINUTES_WITHOUT_ALL_SECONDS) == 0);
    await("all trades", () -> query(MINUTES_WITHOUT_ALL_TRADES) == 0);
    assertThat(query(HOLES_BETWEEN_MINUTES)).isZero();
  }

  private void assertPricesGoOn() {
    Response price = ask("/v1/prices/btc");
    assertThat(price.statusCode()).isEqualTo(200);
    Instant time = Instant.parse(price.path("time"));
    assertThat(Duration.between(time, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(ask("/v1/quotes/btc").statusCode()).isEqualTo(200);
  }

  private void assertHistoryIsNotThere() {
    Response history = history();
    assertThat(history.statusCode()).as(history.asString()).isEqualTo(503);
    assertThat(history.<String>path("type")).endsWith("store_unavailable");
    assertThat(Integer.parseInt(history.header("Retry-After"))).isPositive();
  }

  @Test
  void aShortOutageLosesNothing() throws Exception {
    lost(Duration.ofSeconds(15));
  }

  @Test
  @Tag("long")
  void twoMinutesLoseNothing() throws Exception {
    lost(Duration.ofMinutes(2));
  }
}
