package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.response.Response;
import io.tapeline.market.Interval;
import io.tapeline.ops.embedded.LocalRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one database, one Redis and one folder of files share the work. */
class TwoServicesIT {

  private static final String MARKET = "okx:btc-usdt";
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final int DAYS = 5;

  @TempDir Path folder;
  private final Kills kills = new Kills("two services");
  private OwnPostgres postgres;
  private LocalRedis redis;
  private Service one;
  private Service two;
  private long end = Interval.D1.floor(Instant.now().toEpochMilli() * 1_000_000) - DAY;

  /** One of the two. */
  private record Service(PackagedService process, int port) {

    void start() throws Exception {
      process.start("sandbox");
    }

    Response get(String address) {
      return given().port(port).get(address);
    }

    String post(String address, String body) {
      return ExportJobs.taken(port, address, body);
    }
  }

  /** A range that nobody has asked for yet. */
  private record Range(long from, long to) {}

  @BeforeEach
  void start() throws Exception {
    postgres = new OwnPostgres(folder.resolve("pg"));
    redis = new LocalRedis(folder.resolve("redis"), StoresResource.freePort());
    redis.start();
    one = service("one");
    two = service("two");
    one.start();
    two.start();
    for (Service each : List.of(one, two)) {
      each.process.awaitAnswer(each.port, "/v1/prices/btc");
    }
  }

  private Service service(String name) throws Exception {
    int port = StoresResource.freePort();
    return new Service(
        new PackagedService(
                Files.createDirectories(folder.resolve(name)),
                "-Dquarkus.http.port=" + port,
                "-Dtapeline.job.heartbeat=200ms",
                "-Dtapeline.job.folder=" + folder.resolve("jobs"),
                "-Dtapeline.sandbox.rate=50",
                "-Dtapeline.refill.enabled=false")
            .with("TAPELINE_DB_URL", postgres.url())
            .with("TAPELINE_REDIS_URL", redis.url())
            .with("TAPELINE_ACCESS_KEY_SECRET", "of both of them, 32 bytes or more, no less"),
        port);
  }

  @AfterEach
  void stop() throws Exception {
    one.process.signal("CONT");
    two.process.signal("CONT");
    one.process.stop();
    two.process.stop();
    redis.close();
    postgres.close();
  }

  private Range range() {
    end -= DAYS * DAY;
    return new Range(end, end + DAYS * DAY);
  }

  private static String backfill(Service by, Range range) {
    return by.post(
        "/v1/backfills",
        """
        {"market":"%s","from":"%s","to":"%s"}"""
            .formatted(
                MARKET, Instant.ofEpochSecond(0, range.from), Instant.ofEpochSecond(0, range.to)));
  }

  private static String export(Service by, Range range) {
    return by.post(
        "/v1/exports",
        """
        {"id":"%s","format":"csv","compression":"gzip","from":"%s","to":"%s"}"""
            .formatted(
                MARKET, Instant.ofEpochSecond(0, range.from), Instant.ofEpochSecond(0, range.to)));
  }

  private Response succeeded(Service at, String id) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (System.nanoTime() - deadline < 0) {
      Response job = at.get("/v1/jobs/" + id);
      assertThat(job.statusCode()).as(job.asString()).isEqualTo(200);
      String state = job.path("state");
      assertThat(state).as("%s; %s", job.asString(), kills).isNotIn("failed", "cancelled");
      if (state.equals("succeeded")) {
        return job;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(kills + at.process.log());
  }

  /** Who does it; nobody any more if it was done before we looked. */
  private Service worker(String id) throws Exception {
    long pid = 0;
    while (pid == 0 && !"succeeded".equals(one.get("/v1/jobs/" + id).path("state"))) {
      pid =
          postgres.query(
              "SELECT substring(picked_by from '[0-9]+$')::bigint FROM scheduled_tasks"
                  + " WHERE picked AND task_instance = '"
                  + id
                  + "'");
    }
    return pid == one.process.pid() ? one : two;
  }

  private Service other(Service service) {
    return service == one ? two : one;
  }

  private long minutes(Range range) throws Exception {
    return postgres.query(
        "SELECT count(*) FROM candle c JOIN series s ON s.id = c.series WHERE " + in(range));
  }

  private static String in(Range range) {
    return "s.name = '%s' AND interval_ms = 60000 AND open_nanos >= %d AND open_nanos < %d"
        .formatted(MARKET, range.from, range.to);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("jobs"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private long runs(String id) throws Exception {
    return postgres.query("SELECT run FROM job WHERE id = '" + id + "'");
  }

  /** All that is kept of a job, as a number. */
  private long kept(String id) throws Exception {
    return postgres.query("SELECT hashtext(job::text) FROM job WHERE id = '" + id + "'");
  }

  private void assertWhole(Range range) throws Exception {
    assertThat(minutes(range)).as("%s", kills).isEqualTo(DAYS * DAY / Interval.M1.nanos());
  }

  private void eachIsDoneOnce(Range stored) throws Exception {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      jobs.add(export(i % 2 == 0 ? one : two, stored));
    }
    Range fresh = range();
    jobs.add(backfill(one, fresh));
    for (String id : jobs) {
      succeeded(two, id);
      assertThat(runs(id)).isEqualTo(1);
    }
    assertWhole(fresh);
  }

  private void eitherCancels() throws Exception {
    Range range = range();
    String id = backfill(one, range);
    Service worker = worker(id);
    given().port(other(worker).port).delete("/v1/jobs/" + id).then().statusCode(oneOf(200, 202));
    long asked = System.nanoTime();
    String state = "running";
    while (state.equals("running")) {
      state = other(worker).get("/v1/jobs/" + id).path("state");
      assertThat(System.nanoTime() - asked).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
    assertThat(state).isEqualTo("cancelled");
    long minutes = minutes(range);
    TimeUnit.SECONDS.sleep(1);
    assertThat(minutes(range)).as("nothing comes after that").isEqualTo(minutes);
  }

  /** Stopped as by a machine that stands still, and going on when another has done its job. */
  private void whoStoodStillWritesNothing(String id, Range range, long millis) throws Exception {
    Service worker = worker(id);
    kills.sleepUpTo(millis);
    worker.process.signal("STOP");
    Service other = other(worker);
    Response done = succeeded(other, id);
    if (runs(id) > 1) {
      kills.hit();
    }
    long kept = kept(id);
    long candles = postgres.query(StoredLadder.digest(in(range)));
    List<String> files = files();
    worker.process.signal("CONT");
    worker.process.awaitAnswer(worker.port, "/v1/jobs/" + id);
    TimeUnit.MILLISECONDS.sleep(1_500);
    assertThat(kept(id)).as("%s; %s", done.asString(), kills).isEqualTo(kept);
    assertThat(postgres.query(StoredLadder.digest(in(range)))).as("%s", kills).isEqualTo(candles);
    assertThat(files()).as("%s", kills).isEqualTo(files).noneMatch(name -> name.contains("making"));
    assertWhole(range);
  }

  private void whoIsKilledIsReplaced(String id, Range range, long millis) throws Exception {
    Service worker = worker(id);
    kills.sleepUpTo(millis);
    worker.process.kill();
    succeeded(other(worker), id);
    if (runs(id) > 1) {
      kills.hit();
    }
    assertThat(runs(id)).as("%s", kills).isLessThanOrEqualTo(2);
    assertWhole(range);
    worker.start();
    worker.process.awaitAnswer(worker.port, "/v1/prices/btc");
  }

  private void shared(int rounds) throws Exception {
    Range stored = range();
    long began = System.nanoTime();
    succeeded(one, backfill(one, stored));
    long backfill = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    began = System.nanoTime();
    Response undisturbed = succeeded(two, export(two, stored));
    long export = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    String digest = undisturbed.path("file.sha256");
    eachIsDoneOnce(stored);
    eitherCancels();
    for (int i = 0; i < rounds; i++) {
      Range range = range();
      whoStoodStillWritesNothing(backfill(one, range), range, backfill);
      range = range();
      whoIsKilledIsReplaced(backfill(two, range), range, backfill);
      if (i > 0) {
        String id = export(one, stored);
        whoStoodStillWritesNothing(id, stored, export);
        assertThat(one.get("/v1/jobs/" + id).<String>path("file.sha256")).isEqualTo(digest);
      }
      String id = export(two, stored);
      whoIsKilledIsReplaced(id, stored, export);
      assertThat(one.get("/v1/jobs/" + id).<String>path("file.sha256")).isEqualTo(digest);
    }
    assertThat(kills.hits()).as("%s", kills).isPositive();
    // the feed is stored by one of them at a time: nobody corrects the other
    assertThat(postgres.query(StoredLadder.MISMATCHES)).as("%s", kills).isZero();
    assertThat(postgres.query(StoredLadder.REPEATED)).as("%s", kills).isZero();
    kills.tell();
  }

  @Test
  @Tag("long")
  void jobsAreDoneOnceAndByWhoeverIsThere() throws Exception {
    shared(1);
  }

  @Test
  @Tag("long")
  void jobsAreDoneOnceAndByWhoeverIsThereAgainAndAgain() throws Exception {
    shared(6);
  }

  private static final String MINUTES_IN_PART =
      """
      SELECT count(*) FROM candle
      WHERE interval_ms = 60000 AND series IN (SELECT series FROM trade)
        AND open_nanos > (SELECT min(open_nanos) FROM candle WHERE interval_ms = 60000 AND origin = 0)
        AND origin = 0 AND (revision > 1 OR observed_nanos < 60000000000)
      """;

  private static final String NEWEST_MINUTE =
      "SELECT max(open_nanos) FROM candle WHERE interval_ms = 60000 AND origin = 0";

  /** The one that came second has watched each minute from its start when the first one goes. */
  @Test
  @Tag("long")
  void theStreamIsStoredByOneOfThemAndGoesOnWithTheOther() throws Exception {
    TimeUnit.SECONDS.sleep(130);
    assertThat(postgres.query(MINUTES_IN_PART)).isZero();
    Service keeper = keeper();
    keeper.process.kill();
    long killed = Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000);
    TimeUnit.SECONDS.sleep(140);
    assertThat(postgres.query(NEWEST_MINUTE)).isGreaterThan(killed);
    assertThat(keeper()).isEqualTo(other(keeper));
    assertThat(postgres.query(MINUTES_IN_PART)).isZero();
    assertThat(postgres.query(LostDatabaseIT.HOLES_BETWEEN_MINUTES)).isZero();
    assertThat(postgres.query(LostDatabaseIT.MINUTES_WITHOUT_ALL_TRADES)).isZero();
  }

  /** As they say themselves. */
  private Service keeper() throws Exception {
    for (Service each : List.of(one, two)) {
      if (each.process.log().contains("stores what the feed brings from now on")) {
        return each;
      }
    }
    return one.process.log().contains("what the feed brings; this one stands by") ? two : one;
  }
}
