package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is killed again and again ends with what an undisturbed one stores. */
class KilledImportIT {

  /** A month of minutes, counted by {@code wc -l}. */
  private static final long ROWS = 43_200;

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

  private static String file() {
    return TestData.path("ohlcv/bybit-linear-2025-06/BTCUSDT_1m.csv").toString();
  }

  private Process importing() throws Exception {
    return service.start("sandbox", "import", "--market", MARKET, "--interval", "1m", file());
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

  private void killed(int times) throws Exception {
    Random random = new Random(20);
    int underway = 0;
    for (int i = 0; i < times; i++) {
      Process process = importing();
      // the program needs a second or two before it writes, and is done some seconds later
      if (!process.waitFor(1_200 + random.nextInt(2_500), TimeUnit.MILLISECONDS)) {
        underway++;
      }
      service.kill();
    }
    assertThat(underway).as("kills that hit an import").isPositive();
    Process last = importing();
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).as(service.log()).isTrue();
    assertThat(last.exitValue()).as(service.log()).isZero();
    service.start("sandbox");
    service.await("SELECT count(*) FROM feed_identity", 1);
    assertThat(service.query(stored("60000", ""))).isEqualTo(ROWS);
    assertThat(service.query(stored("60000", " AND revision > 1"))).isZero();
    for (long minutes : new long[] {5, 15, 30, 60, 240}) {
      String millis = Long.toString(minutes * 60_000);
      assertThat(service.query(stored(millis, " AND revision = 1"))).isEqualTo(ROWS / minutes);
      assertThat(service.query(stored(millis, " AND revision > 1"))).isZero();
    }
    // the last hour is not over
    String hours =
        " AND open_nanos < (SELECT max(open_nanos) / 3600000000000 * 3600000000000 FROM candle";
    String whole = hours + " WHERE interval_ms = 60000 AND series = c.series)";
    assertThat(service.query(volume("60000", whole)))
        .isEqualTo(service.query(volume("3600000", "")));
  }

  @Test
  void afterSomeKillsEveryRowIsThereOnce() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEveryRowIsThereOnce() throws Exception {
    killed(20);
  }
}
