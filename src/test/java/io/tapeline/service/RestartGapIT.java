package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.tapeline.market.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two services on the same simulated exchanges: one runs on, the other is cut off for some minutes
 * and started again. Its coverage goes from missing to repaired, and its candles are the other's.
 */
@Tag("long")
class RestartGapIT {

  private static final long MINUTE = Interval.M1.nanos();

  /** One of each venue. */
  private static final List<String> MARKETS =
      List.of(
          "binance:btc-usdt",
          "coinbase:btc-usd",
          "kraken:btc-usd",
          "bybit:btc-usdt",
          "gemini:btc-usd",
          "okx:btc-usdt",
          "bitstamp:btc-usd");

  @TempDir Path folder;
  private PackagedService uncut;
  private PackagedService cut;
  private int uncutPort;
  private int cutPort;

  @BeforeEach
  void start() throws Exception {
    uncutPort = StoresResource.freePort();
    cutPort = StoresResource.freePort();
    uncut = service("uncut", uncutPort, true);
    cut = service("cut", cutPort, true);
    uncut.start("sandbox");
    cut.start("sandbox");
    awaitPrices(uncutPort);
    awaitPrices(cutPort);
  }

  @AfterEach
  void stop() throws InterruptedException {
    cut.stop();
    uncut.stop();
  }

  private PackagedService service(String name, int port, boolean refilling) throws Exception {
    Path home = Files.createDirectories(folder.resolve(name));
    return new PackagedService(
        home,
        "-Dquarkus.http.port=" + port,
        "-Dtapeline.sandbox.rate=500",
        "-Dtapeline.candle.remember=1m",
        "-Dtapeline.refill.every=2s",
        "-Dtapeline.refill.enabled=" + refilling);
  }

  private static void awaitPrices(int port) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try {
        if (given().port(port).get("/v1/prices/btc").statusCode() == 200) {
          return;
        }
      } catch (Exception _) {
        // not listening yet
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("no price on " + port);
  }

  private static long now() {
    return Instant.now().toEpochMilli() * 1_000_000;
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - now()));
  }

  private static Response ask(int port, String what, String market, long from, long to) {
    return given()
        .port(port)
        .queryParam("from", Instant.ofEpochSecond(0, from).toString())
        .queryParam("to", Instant.ofEpochSecond(0, to).toString())
        .get("/v1/" + what + "/" + market);
  }

  private List<String> states(String market, long from, long to) {
    return ask(cutPort, "coverage", market, from, to).path("data.state");
  }

  @Test
  void whatWasMissedIsRepairedAndIsThatOfAnUncutRun() throws Exception {
    long seen = Interval.M1.ceiling(now());
    sleepUntil(seen + MINUTE + 5_000_000_000L); // one whole minute is watched
    cut.kill();
    long from = seen + 2 * MINUTE; // the minute of the kill was watched in part
    long to = from + 3 * MINUTE;
    sleepUntil(to + MINUTE / 4);
    cut = service("cut", cutPort, false);
    cut.start("sandbox");
    awaitPrices(cutPort);
    for (String market : MARKETS) {
      assertThat(states(market, from, to)).as(market).containsExactly("missing");
    }
    cut.stop();
    cut = service("cut", cutPort, true);
    cut.start("sandbox");
    awaitPrices(cutPort);
    for (String market : MARKETS) {
      awaitRepaired(market, from, to);
      assertSame(market, from, to);
      // unless trades of it were on their way when the process was killed
      assertThat(states(market, seen, seen + MINUTE)).as(market).isSubsetOf("observed", "repaired");
      assertSame(market, seen, seen + MINUTE);
    }
  }

  private void awaitRepaired(String market, long from, long to) throws Exception {
    for (int i = 0; i < 300 && !states(market, from, to).equals(List.of("repaired")); i++) {
      TimeUnit.SECONDS.sleep(1);
    }
    assertThat(states(market, from, to))
        .as("%s; log: %s", market, cut.log())
        .containsExactly("repaired");
  }

  private void assertSame(String market, long from, long to) {
    List<Map<String, Object>> repaired = ask(cutPort, "candles", market, from, to).path("data");
    List<Map<String, Object>> watched = ask(uncutPort, "candles", market, from, to).path("data");
    assertThat(repaired).as(market).hasSize((int) ((to - from) / MINUTE)).hasSameSizeAs(watched);
    for (int i = 0; i < repaired.size(); i++) {
      for (String field :
          List.of("open_time", "open", "high", "low", "close", "volume", "synthetic")) {
        assertThat(repaired.get(i)).as(market).containsEntry(field, watched.get(i).get(field));
      }
      assertThat(repaired.get(i).get("trades")).isIn(watched.get(i).get("trades"), null);
    }
  }
}
