package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.market.Interval;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The longer candles of a stream whose service is killed again and again: those of the replay that
 * nobody disturbed, and in the sandbox, which never repeats itself, what the minutes say.
 */
class KilledRollupIT {

  private static final int SPEED = 1_800;

  /** A Monday: the end of an hour, of four hours, of a day and of a week. */
  private static final long MIDNIGHT = Instant.parse("2024-08-12T00:00:00Z").toEpochMilli();

  private static final long HOUR = 3_600_000;
  private static final String ALL = "interval_ms >= 1000";

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

  /** Trades of two markets around midnight, now and then none for some minutes. */
  private int record(Path recording, int hoursBefore, int hoursAfter) throws IOException {
    Random random = new Random(1);
    int trades = 0;
    for (String symbol : new String[] {"btcusdt", "ethusdt"}) {
      Path file = recording.resolve(symbol + "_20240811.gz");
      try (Writer lines =
          new OutputStreamWriter(
              new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII)) {
        long id = 1;
        long millis = MIDNIGHT - hoursBefore * HOUR;
        while (millis < MIDNIGHT + hoursAfter * HOUR) {
          lines.write(trade(symbol, id++, millis, random));
          trades++;
          millis += random.nextInt(60) == 0 ? random.nextInt(240_000) : random.nextInt(15_000);
        }
      }
    }
    return trades;
  }

  private static String trade(String symbol, long id, long millis, Random random) {
    return """
        %1$d000000 {"stream":"%2$s@trade","data":{"e":"trade","E":%1$d,"s":"%3$s","t":%4$d,\
        "p":"%5$d.%6$02d000000","q":"0.%7$05d000","T":%1$d,"m":true,"M":true}}
        """
        .formatted(
            millis,
            symbol,
            symbol.toUpperCase(Locale.ROOT),
            id,
            60_000 + random.nextInt(100),
            random.nextInt(100),
            1 + random.nextInt(99_999));
  }

  /** Until all trades are stored and nothing has been added for a while. */
  private void awaitEnd(int trades) throws Exception {
    service.await("SELECT count(*) FROM trade", trades);
    long before = -1;
    long now = 0;
    while (before != now) {
      before = now;
      TimeUnit.SECONDS.sleep(2);
      now = service.query("SELECT count(*) FROM candle");
    }
  }

  private void replayed(int times, int hoursBefore, int hoursAfter) throws Exception {
    Path recording = Files.createDirectory(folder.resolve("recording"));
    int trades = record(recording, hoursBefore, hoursAfter);
    String feed = "replay:" + recording + "@x" + SPEED;
    long millis = (hoursBefore + hoursAfter) * HOUR / SPEED;

    service = new PackagedService(Files.createDirectory(folder.resolve("undisturbed")));
    service.start(feed);
    awaitEnd(trades);
    long expected = service.query(StoredLadder.digest(ALL));
    long weeks = service.query("SELECT count(*) FROM candle WHERE interval_ms = 604800000");
    assertThat(service.query(StoredLadder.MISMATCHES)).isZero();
    service.stop();

    Kills kills = new Kills("roll-up of a replay");
    service = new PackagedService(Files.createDirectory(folder.resolve("killed")));
    while (kills.made() < times) {
      service.start(feed);
      service.await("SELECT count(*) FROM feed_identity", 1);
      kills.sleepUpTo(millis + 2_000);
      long before = service.query("SELECT count(*) FROM candle WHERE interval_ms > 60000");
      kills.kill(service);
      if (before > 0) {
        kills.hit();
      }
    }
    service.start(feed);
    awaitEnd(trades);
    assertThat(weeks).isPositive();
    assertThat(service.query("SELECT count(*) FROM trade")).as("%s", kills).isEqualTo(trades);
    assertThat(service.query(StoredLadder.MISMATCHES)).as("%s", kills).isZero();
    assertThat(service.query("SELECT count(*) FROM candle WHERE revision > 1"))
        .as("candles that were made again are the same; %s", kills)
        .isZero();
    assertThat(service.query(StoredLadder.digest(ALL))).as("%s", kills).isEqualTo(expected);
    kills.tell();
  }

  @Test
  @Tag("long")
  void aReplayThatIsKilledSomeTimesStoresWhatAnotherDoes() throws Exception {
    replayed(2, 1, 1);
  }

  @Test
  @Tag("long")
  void aReplayThatIsKilledTwentyTimesStoresWhatAnotherDoes() throws Exception {
    replayed(20, 5, 4);
  }

  private static final String DOUBLED_TRADES =
      """
      SELECT count(*) FROM (
        SELECT FROM trade GROUP BY series, event_nanos, trade_id HAVING count(*) > 1) t
      """;

  private static final String MINUTES_MISSING =
      """
      SELECT count(*) FROM (
        SELECT open_nanos - lag(open_nanos) OVER (PARTITION BY series ORDER BY open_nanos) AS step
        FROM (SELECT DISTINCT series, open_nanos FROM candle
              WHERE interval_ms = 60000 AND series IN (SELECT series FROM trade)) m) s
      WHERE step > 60000000000
      """;

  /** Around the ends of minutes, a good quarter of an hour long. */
  @Test
  @Tag("long")
  void aStreamThatIsKilledAroundItsMinutesEndsHasLongerCandlesOfTheirMinutes() throws Exception {
    Kills kills = new Kills("roll-up of a stream");
    service =
        new PackagedService(folder, "-Dtapeline.candle.remember=1m", "-Dtapeline.refill.every=2s");
    service.start("sandbox");
    service.await("SELECT count(*) FROM candle WHERE interval_ms = 60000", 100);
    while (kills.made() < 16) {
      long now = System.currentTimeMillis();
      TimeUnit.MILLISECONDS.sleep(Interval.M1.nanos() / 1_000_000 - now % 60_000 - 1_000);
      kills.sleepUpTo(6_000); // a candle closes some seconds after its end
      kills.kill(service);
      kills.hit();
      service.start("sandbox");
    }
    long last = System.currentTimeMillis() / 60_000 * Interval.M1.nanos();
    service.await(
        "SELECT min(newest) FROM (SELECT max(open_nanos) AS newest FROM candle WHERE"
            + " interval_ms = 60000 AND series IN (SELECT series FROM trade) GROUP BY series) s",
        last);
    service.await("SELECT CASE WHEN (" + MINUTES_MISSING + ") = 0 THEN 1 ELSE 0 END", 1);
    service.await("SELECT CASE WHEN (" + StoredLadder.MISMATCHES + ") = 0 THEN 1 ELSE 0 END", 1);
    assertThat(service.query("SELECT count(*) FROM candle WHERE interval_ms = 900000 AND complete"))
        .isPositive();
    assertThat(service.query(DOUBLED_TRADES)).as("%s", kills).isZero();
    assertThat(service.query(StoredLadder.REPEATED)).as("%s", kills).isZero();
    kills.tell();
  }
}
