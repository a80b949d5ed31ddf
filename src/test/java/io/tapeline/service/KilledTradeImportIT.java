package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An import of trades that is killed again and again ends with each of them, and their candles,
 * once.
 */
class KilledTradeImportIT {

  private static final int TRADES = 300_000;
  private static final int TRADES_OF_A_MINUTE = 300;
  private static final String MARKET = "bybit:btc-usdt-perp";

  @TempDir Path folder;
  private PackagedService service;

  @BeforeEach
  void prepare() {
    service = new PackagedService(folder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
  }

  private Process importing(String... what) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("import", "--market", MARKET));
    arguments.addAll(List.of(what));
    return service.start("sandbox", arguments.toArray(String[]::new));
  }

  private static String stored(String interval, String condition) {
    return "SELECT count(*) FROM candle c JOIN series s ON s.id = c.series WHERE s.name = '"
        + MARKET
        + "' AND interval_ms = "
        + interval
        + condition;
  }

  private static String volume(String interval, String condition) {
    return stored(interval, condition).replace("count(*)", "(sum(volume) * 1000)::bigint");
  }

  /** Kills it so many times, then lets it end and starts the service. */
  private void killed(int times, int mostMillis, String... what) throws Exception {
    Random random = new Random(20);
    int underway = 0;
    for (int i = 0; i < times; i++) {
      Process process = importing(what);
      // the program needs a second or two before it writes, and is done some seconds later
      if (!process.waitFor(1_200 + random.nextInt(mostMillis), TimeUnit.MILLISECONDS)) {
        underway++;
      }
      service.kill();
    }
    assertThat(underway).as("kills that hit an import").isPositive();
    Process last = importing(what);
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).as(service.log()).isTrue();
    assertThat(last.exitValue()).as(service.log()).isZero();
    service.start("sandbox");
    service.await("SELECT count(*) FROM feed_identity", 1);
  }

  /** Three days ago, some of each minute, each of quantity 0.001. */
  private void killedWithTrades(int times) throws Exception {
    long start = System.currentTimeMillis() / 86_400_000 * 86_400_000 - 3 * 86_400_000L;
    Path file = folder.resolve("trades.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < TRADES; i++) {
        long time = start + i * 60_000L / TRADES_OF_A_MINUTE;
        out.write("%d,%d.5,0.001,0,%d,True,True%n".formatted(i + 1, 60_000 + i % 977, time));
      }
    }
    killed(times, 7_000, "--trades", file.toString());
    long minutes = TRADES / TRADES_OF_A_MINUTE;
    assertThat(
            service.query(
                "SELECT count(*) FROM trade t JOIN series s ON s.id = t.series WHERE s.name = '"
                    + MARKET
                    + "' AND origin = 3"))
        .isEqualTo(TRADES);
    assertThat(service.query(stored("60000", " AND revision = 1"))).isEqualTo(minutes);
    assertThat(service.query(stored("60000", " AND trades = " + TRADES_OF_A_MINUTE)))
        .isEqualTo(minutes);
    assertThat(service.query(stored("1000", " AND revision = 1"))).isEqualTo(minutes * 60);
    for (String millis : List.of("1000", "60000", "300000", "3600000")) {
      assertThat(service.query(stored(millis, " AND revision > 1"))).isZero();
    }
    assertThat(service.query(volume("60000", ""))).isEqualTo(TRADES);
    assertThat(service.query(volume("1000", ""))).isEqualTo(TRADES);
  }

  @Test
  void afterSomeKillsEveryTradeIsThereOnceAndItsCandlesToo() throws Exception {
    killedWithTrades(3);
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEveryTradeIsThereOnceAndItsCandlesToo() throws Exception {
    killedWithTrades(20);
  }
}
