package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed in the middle of a replay and started again on the same folder. */
class KillAndRestartIT {

  private static final long TRADES = 15_863;

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

  @Test
  void nothingThatWasStoredIsLostOrDoubled() throws Exception {
    Path recordings = TestData.path("sessions/binance-spot-20240808");
    // the speed is part of the feed, and so of the database's identity: both runs have the same
    String feed = "replay:" + recordings + "@x30";
    service.start(feed);
    service.await("SELECT count(*) FROM trade", 3_000);
    service.kill();
    long stored = service.query("SELECT count(*) FROM trade");
    long candles = service.query("SELECT count(*) FROM candle");
    assertThat(stored).isBetween(3_000L, TRADES);

    service.start(feed);
    service.await("SELECT count(*) FROM trade", TRADES);
    service.await("SELECT count(*) FROM candle WHERE interval_ms = 60000", 10);
    assertThat(service.query("SELECT count(*) FROM trade")).isEqualTo(TRADES);
    assertThat(service.query("SELECT count(*) FROM candle")).isGreaterThanOrEqualTo(candles);
    assertThat(service.query("SELECT count(*) FROM candle WHERE revision > 1"))
        .as("a candle that was stored before the kill is made again, the same")
        .isZero();
  }

  /** Unlike a replay, a sandbox goes on where the clock stands. */
  @Test
  @Tag("long")
  void theMinuteOfTheKillCountsWhatWasStoredOfIt() throws Exception {
    service.start("sandbox");
    service.await("SELECT count(*) FROM trade", 2_000);
    service.kill();
    long killed = service.query("SELECT max(event_nanos) / 60000000000 * 60000000000 FROM trade");
    long stored = service.query("SELECT count(*) FROM trade");
    assertThat(stored).isGreaterThanOrEqualTo(2_000);

    service.start("sandbox");
    service.await("SELECT count(*) FROM trade", stored + 500);
    service.killDatabase(); // comes up again, and has what it was given and what waited for it
    String closed =
        "SELECT count(*) FROM candle WHERE interval_ms = 60000 AND trades > 0 AND open_nanos = ";
    service.await(closed + killed, 50);
    service.await("SELECT CASE WHEN (" + MINUTES_THAT_MISCOUNT + ") = 0 THEN 1 ELSE 0 END", 1);
    assertThat(service.query("SELECT count(*) FROM trade")).isGreaterThan(stored);
  }
}
