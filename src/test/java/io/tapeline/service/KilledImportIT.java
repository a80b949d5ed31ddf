package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that are killed, some with their database, end with what an undisturbed one stores. */
class KilledImportIT {

  /** Twenty weeks, so that storing takes some seconds. */
  private static final int ROWS = 20 * 7 * 24 * 60;

  private static final long FIRST_SECONDS = 1_735_689_600;

  private static final String UNDISTURBED = "bybit:btc-usdt-perp";

  @TempDir Path folder;
  private PackagedService service;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    service = new PackagedService(folder);
    file = Files.write(folder.resolve("minutes.csv"), minutes());
  }

  private static List<String> minutes() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("time,open,high,low,close,volume"));
    long price = 4_000_000;
    for (int i = 0; i < ROWS; i++) {
      long open = price;
      price += random.nextInt(-5_000, 5_000);
      long high = Math.max(open, price) + random.nextInt(1_000);
      long low = Math.min(open, price) - random.nextInt(1_000);
      lines.add(
          "%d,%d,%d,%d,%d,%d"
              .formatted(
                  FIRST_SECONDS + i * 60L, open, high, low, price, 1 + random.nextInt(90_000)));
    }
    return lines;
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
  }

  /** The same minutes every time, under the name of another market. */
  private Process importing(String market) throws Exception {
    return service.start(
        "sandbox", "import", "--market", market, "--interval", "1m", file.toString());
  }

  private void finish(String market) throws Exception {
    Process process = importing(market);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(service.log()).isTrue();
    assertThat(process.exitValue()).as(service.log()).isZero();
  }

  private static String minutes(String market) {
    return "SELECT count(*) FROM candle c JOIN series s ON s.id = c.series WHERE s.name = '"
        + market
        + "' AND interval_ms = 60000";
  }

  private static String digest(String market) {
    return StoredLadder.digest("s.name = '" + market + "'").replace("s.name, interval", "interval");
  }

  /**
   * Until the import has stored its first week, or has ended.
   *
   * @return when it was started
   */
  private long begun(Process process, String market) throws Exception {
    long start = System.nanoTime();
    while (process.isAlive() && service.query(minutes(market)) <= 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private void killed(int times) throws Exception {
    Kills kills = new Kills("import");
    finish("bybit:eth-usdt-perp"); // makes the database, and warms the machine
    Process whole = importing(UNDISTURBED);
    long untilBegun = begun(whole, UNDISTURBED);
    long start = System.nanoTime();
    while (whole.isAlive() && service.query(minutes(UNDISTURBED)) < ROWS) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    long rest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(whole.waitFor(2, TimeUnit.MINUTES)).as(service.log()).isTrue();
    int market = 0;
    while (kills.made() < times) {
      String name = "bybit:kill" + market + "-usdt-perp";
      Process process = importing(name);
      if (kills.made() % 4 == 3) {
        kills.sleepUpTo(untilBegun + rest); // also while it starts, reads and checks
      } else {
        begun(process, name);
        kills.sleepUpTo(rest * 3 / 4); // the end of it is what comes after the last row
      }
      long stored = service.query(minutes(name));
      boolean alive = process.isAlive();
      kills.kill(service);
      if (!alive) {
        market++;
      } else if (stored > 0 && stored < ROWS) {
        kills.hit();
      }
    }
    assertThat(kills.hits()).as("%s", kills).isGreaterThanOrEqualTo(times / 4);
    for (int i = 0; i <= market; i++) {
      finish("bybit:kill" + i + "-usdt-perp");
    }
    service = new PackagedService(folder, "-Dtapeline.feed-enabled=false");
    service.start("sandbox");
    service.await("SELECT count(*) FROM feed_identity", 1);
    assertThat(service.query(minutes(UNDISTURBED))).isEqualTo(ROWS);
    long expected = service.query(digest(UNDISTURBED));
    for (int i = 0; i <= market; i++) {
      assertThat(service.query(digest("bybit:kill" + i + "-usdt-perp")))
          .as("market %d; %s", i, kills)
          .isEqualTo(expected);
    }
    assertThat(service.query("SELECT count(*) FROM candle WHERE revision > 1")).isZero();
    assertThat(service.query(StoredLadder.MISMATCHES)).as("%s", kills).isZero();
    kills.tell();
  }

  @Test
  @Tag("long")
  void afterSomeKillsEveryRowIsThereOnce() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEveryRowIsThereOnce() throws Exception {
    killed(20);
  }
}
