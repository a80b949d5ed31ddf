package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.market.Interval;
import io.tapeline.ops.embedded.LocalRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  static final String MINUTES_WITHOUT_ALL_TRADES =
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

  static final String HOLES_BETWEEN_MINUTES =
      """
      SELECT count(*) FROM (
        SELECT open_nanos - lag(open_nanos) OVER (PARTITION BY series ORDER BY open_nanos) AS step
        FROM (SELECT DISTINCT series, open_nanos FROM candle WHERE interval_ms = 60000) m) s
      WHERE step > 60000000000
      """;

  /** Of indices, which have a price at each of their seconds while anything trades. */
  private static final String HOLES_BETWEEN_SECONDS =
      """
      SELECT count(*) FROM (
        SELECT open_nanos - lag(open_nanos) OVER (PARTITION BY series ORDER BY open_nanos) AS step
        FROM (SELECT DISTINCT series, open_nanos FROM candle
              WHERE interval_ms = 1000 AND series NOT IN (SELECT series FROM trade)) m) s
      WHERE step > 1000000000
      """;

  private static final String MARKET = "binance:btc-usdt";

  @TempDir Path folder;
  private OwnPostgres postgres;
  private LocalRedis redis;
  private PackagedService service;
  private int port;
  private int management;

  @BeforeEach
  void prepare() throws Exception {
    service = new PackagedService(folder);
    postgres = new OwnPostgres(folder.resolve("pg"));
    redis = new LocalRedis(folder.resolve("redis"), StoresResource.freePort());
    redis.start();
    port = StoresResource.freePort();
    management = StoresResource.freePort();
  }

  private void start(String... settings) throws Exception {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("-Dquarkus.http.port=" + port);
    all.add("-Dquarkus.management.port=" + management);
    service =
        new PackagedService(folder, all.toArray(String[]::new))
            .with("TAPELINE_DB_URL", postgres.url())
            .with("TAPELINE_REDIS_URL", redis.url());
    service.start("sandbox");
    service.awaitAnswer(port, "/v1/prices/btc");
    await("minutes", () -> minutes() > 100);
    assertThat(history().statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    service.stop();
    redis.close();
    postgres.close();
  }

  private long minutes() throws Exception {
    return postgres.query("SELECT count(*) FROM candle WHERE interval_ms = 60000");
  }

  private long newestMinuteOfTheSlowest() throws Exception {
    return postgres.query(
        """
        SELECT min(newest) FROM (
          SELECT max(open_nanos) AS newest FROM candle WHERE interval_ms = 60000 GROUP BY series) s
        """);
  }

  private interface Question {
    boolean isAnswered() throws Exception;
  }

  private void await(String what, Question question) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
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
    return ask(
        "/v1/candles/%s?from=%s&to=%s"
            .formatted(MARKET, now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2))));
  }

  /** Of all its stores together where it has several. */
  private double metric(String name) {
    String all = given().port(management).get("/q/metrics").asString();
    Matcher lines = Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$").matcher(all);
    double sum = 0;
    while (lines.find()) {
      sum += Double.parseDouble(lines.group(1));
    }
    return sum;
  }

  /** Stops the database, and goes on asking for so long. */
  private void away(Duration outage, boolean redisToo) throws Exception {
    postgres.close();
    if (redisToo) {
      redis.close();
    }
    Instant end = Instant.now().plus(outage);
    TimeUnit.SECONDS.sleep(2);
    int asked = 0;
    while (Instant.now().isBefore(end)) {
      assertPricesGoOn();
      assertHistoryIsNotThere();
      if (asked++ % 5 == 0) {
        assertTheLossIsTold(redisToo);
      }
      TimeUnit.SECONDS.sleep(1);
    }
    if (redisToo) {
      redis.start();
    }
    postgres.start();
  }

  private void lost(Duration outage, boolean redisToo) throws Exception {
    start();
    away(outage, redisToo);
    long back = Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000);
    await("history", () -> history().statusCode() == 200);
    await("the minutes of the outage", () -> newestMinuteOfTheSlowest() >= back);
    // what is stored last, trades or candles, is not said: until both are there
    await("all seconds", () -> postgres.query(MINUTES_WITHOUT_ALL_SECONDS) == 0);
    await("all trades", () -> postgres.query(MINUTES_WITHOUT_ALL_TRADES) == 0);
    assertThat(postgres.query(HOLES_BETWEEN_MINUTES)).isZero();
    assertThat(postgres.query(HOLES_BETWEEN_SECONDS)).isZero();
    assertThat(postgres.query(StoredLadder.REPEATED)).isZero();
    assertThat(postgres.query(StoredLadder.MISMATCHES)).isZero();
    assertThat(metric("tapeline_store_refused_total")).isZero();
    assertThat(metric("tapeline_store_rejected_total")).isZero();
    await("all is well", () -> parts("ok").stream().allMatch(Boolean.TRUE::equals));
  }

  private List<Object> parts(String what) {
    return ask("/v1/status").path("parts." + what);
  }

  private void assertPricesGoOn() {
    for (String address : List.of("/v1/prices/btc", "/v1/prices/eth")) {
      Response price = ask(address);
      assertThat(price.statusCode()).isEqualTo(200);
      Instant time = Instant.parse(price.path("time"));
      assertThat(Duration.between(time, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(ask("/v1/quotes/btc").statusCode()).isEqualTo(200);
    assertThat(ask("/v1/candles/" + MARKET + "?interval=1m&limit=1").statusCode()).isEqualTo(200);
  }

  private void assertHistoryIsNotThere() {
    Response history = history();
    assertThat(history.statusCode()).as(history.asString()).isEqualTo(503);
    assertThat(history.contentType()).startsWith("application/problem+json");
    assertThat(history.<String>path("type")).endsWith("store_unavailable");
    assertThat(Integer.parseInt(history.header("Retry-After"))).isPositive();
  }

  /** Degraded, not out of service. */
  private void assertTheLossIsTold(boolean redisToo) {
    Response status = ask("/v1/status");
    assertThat(status.<Boolean>path("parts.find { it.name == 'postgresql' }.ok"))
        .as(status.asString())
        .isFalse();
    assertThat(status.<String>path("parts.find { it.name == 'postgresql' }.problem")).isNotBlank();
    if (redisToo) {
      assertThat(status.<Boolean>path("parts.find { it.name == 'redis' }.ok"))
          .as(status.asString())
          .isFalse();
    }
    assertThat(given().port(management).get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(metric("tapeline_store_pending")).isPositive();
    assertThat(metric("tapeline_store_failures_total")).isPositive();
    assertThat(metric("tapeline_store_pending_age_seconds")).isPositive();
  }

  @Test
  @Tag("long")
  void aShortOutageLosesNothing() throws Exception {
    lost(Duration.ofSeconds(12), false);
  }

  @Test
  @Tag("long")
  void twoMinutesLoseNothing() throws Exception {
    lost(Duration.ofMinutes(2), false);
  }

  @Test
  @Tag("long")
  void anOutageOfBothStoresLosesNothing() throws Exception {
    lost(Duration.ofSeconds(70), true);
  }

  private List<String> states(long from, long to) {
    return ask("/v1/coverage/%s?from=%s&to=%s"
            .formatted(MARKET, Instant.ofEpochSecond(0, from), Instant.ofEpochSecond(0, to)))
        .path("data.state");
  }

  /** A spool that is full takes no more: its minutes are missing, and asked of the venue later. */
  @Test
  @Tag("long")
  void whatFindsNoPlaceIsCountedAndRefilledFromTheVenue() throws Exception {
    start(
        "-Dtapeline.store.spool-rows=1000",
        "-Dtapeline.candle.remember=1m",
        "-Dtapeline.refill.every=5s");
    long gone = Interval.M1.ceiling(Instant.now().toEpochMilli() * 1_000_000);
    away(Duration.ofSeconds(210), false);
    assertThat(metric("tapeline_store_refused_total")).isGreaterThan(1_000);
    assertThat(metric("tapeline_store_pending")).as("three spools").isLessThanOrEqualTo(3_000);
    await("history", () -> history().statusCode() == 200);
    // the first minute of the outage may still have found a place
    long from = gone + Interval.M1.nanos();
    long to = from + Interval.M1.nanos();
    assertThat(states(from, to)).containsExactly("missing");
    await("the venue's word", () -> states(from, to).equals(List.of("repaired")));
    await("no hole", () -> postgres.query(HOLES_BETWEEN_TRADED_MINUTES) == 0);
    assertThat(postgres.query(StoredLadder.MISMATCHES)).isZero();
  }

  private static final String HOLES_BETWEEN_TRADED_MINUTES =
      HOLES_BETWEEN_MINUTES.replace(
          "interval_ms = 60000", "interval_ms = 60000 AND series IN (SELECT series FROM trade)");
}
