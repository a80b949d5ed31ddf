package io.tapeline.candle.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.KnownRange;
import io.tapeline.candle.app.ReadingProcess;
import io.tapeline.candle.postgres.CandleStores;
import io.tapeline.market.Interval;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.embedded.LocalRedis;
import io.tapeline.ops.store.TestStores;
import io.tapeline.ops.upstream.TestUpstreams;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Several processes over one database and one Redis. */
class RedisRangesTest {

  private static final Series SERIES = Series.parse("a:btc-usd");
  private static final long START = 1_705_320_000_000_000_000L;
  private static final long MINUTE = Interval.M1.nanos();
  private static final CandleRange RANGE = range(100);

  /** A first connection on a busy machine takes longer than the service would wait. */
  private static final Map<String, String> PATIENT = Map.of("tapeline.candle.shared-wait", "1s");

  private static final String STOPS_THE_DATABASE = "stops-the-database";

  private TestStores stores;
  private Path home;
  private LocalRedis server;
  private Redis redis;
  private CandleStore store;
  private Service first;
  private Service second;

  /** A process, and what it counts. */
  private final class Service {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReadingProcess reading;

    Service(Map<String, String> settings) {
      CandleMeters meters = new CandleMeters(registry);
      CandleConfig config = Configs.of(CandleConfig.class, settings);
      var keeper = new CandleKeeper(config, meters, Beans.of(store));
      var shared =
          new RedisRanges(redis, stores.secrets, config, meters, TestUpstreams.of(Map.of()), true);
      reading = new ReadingProcess(stores, store, keeper, new TapeTime(), shared, meters);
    }

    KnownRange read(CandleRange range) {
      return reading.read(range);
    }

    int readings() {
      return reading.readings.get();
    }

    double lookups(String where, String outcome) {
      return count(
          registry
              .find("tapeline.candle.range.lookups")
              .tags("where", where, "outcome", outcome)
              .counter());
    }

    double notShared(String reason) {
      return count(
          registry.find("tapeline.candle.range.not.shared").tags("reason", reason).counter());
    }

    private double count(@Nullable Counter counter) {
      return counter == null ? 0 : counter.count();
    }
  }

  @BeforeEach
  void open(@TempDir Path folder, TestInfo test) throws Exception {
    stores =
        test.getTags().contains(STOPS_THE_DATABASE)
            ? TestStores.open(folder.resolve("pg"))
            : TestStores.open();
    home = folder.resolve("redis");
    server = new LocalRedis(home, TestStores.freePort());
    server.start();
    redis = Redis.newInstance(io.vertx.redis.client.Redis.createClient(stores.vertx, server.url()));
    store = CandleStores.of(stores);
    write(10, "100");
    first = process(PATIENT);
    second = process(PATIENT);
  }

  private Service process(Map<String, String> settings) throws InterruptedException {
    Service started = new Service(settings);
    stores.await(started.reading::isReady);
    return started;
  }

  @AfterEach
  void close() throws Exception {
    redis.close();
    server.close();
    stores.close();
  }

  /** Ranges of different limits are different questions with one answer. */
  private static CandleRange range(int limit) {
    return new CandleRange(SERIES, Interval.M1, START, START + 10 * MINUTE, limit);
  }

  private void write(int minutes, String price) {
    store
        .write(
            IntStream.range(0, minutes)
                .mapToObj(i -> new Rung(SERIES, KeptCandles.minute(START + i * MINUTE, price, "1")))
                .toList())
        .await()
        .atMost(TestStores.PATIENCE);
  }

  private static List<String> closes(KnownRange known) {
    return known.candles().stream().map(each -> each.close().toString()).distinct().toList();
  }

  private Response ask(Command command, Object... arguments) {
    Request request = Request.cmd(command);
    for (Object argument : arguments) {
      if (argument instanceof Buffer bytes) {
        request.arg(bytes);
      } else {
        request.arg(argument.toString());
      }
    }
    return redis.send(request).await().atMost(TestStores.PATIENCE);
  }

  private List<String> keys() {
    Response found = ask(Command.KEYS, "tapeline:candles:*");
    return IntStream.range(0, found.size()).mapToObj(i -> found.get(i).toString()).toList();
  }

  /** The only entry, once it is there: what it is called and what it holds. */
  private Map.Entry<String, Buffer> entry() throws InterruptedException {
    stores.await(() -> keys().size() == 1);
    String key = keys().getFirst();
    return Map.entry(key, Buffer.buffer(ask(Command.GET, key).toBytes()));
  }

  private void put(Map.Entry<String, Buffer> entry) {
    ask(Command.SET, entry.getKey(), entry.getValue(), "PX", "60000");
  }

  private void signal(String name) throws Exception {
    String pid = Files.readString(home.resolve("redis.pid")).strip();
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  @Test
  void whatOneHasReadAnotherDoesNotAskTheDatabaseFor() throws Exception {
    KnownRange read = first.read(RANGE);
    var _ = entry();
    assertThat(second.read(RANGE)).isEqualTo(read);
    assertThat(second.read(RANGE)).isEqualTo(read);
    assertThat(read.candles()).hasSize(10);
    assertThat(first.readings()).isEqualTo(1);
    assertThat(second.readings()).isZero();
    assertThat(first.lookups("redis", "miss")).isEqualTo(1);
    assertThat(second.lookups("redis", "hit")).isEqualTo(1);
    assertThat(second.lookups("memory", "miss")).isEqualTo(1);
    assertThat(second.lookups("memory", "hit")).isEqualTo(1);
  }

  @Test
  void anEntryIsKeptForAMinuteFromItsReadingOn() throws Exception {
    first.read(RANGE);
    String key = entry().getKey();
    assertThat(ask(Command.PTTL, key).toLong()).isBetween(1L, 60_000L);
    ask(Command.PEXPIRE, key, 2_000);
    second.read(RANGE);
    assertThat(second.readings()).isZero();
    stores.await(() -> keys().isEmpty());
    stores.await(
        () -> {
          second.read(RANGE);
          return second.readings() == 1;
        });
  }

  @Test
  void aCorrectionByAnybodyIsSeenByAllAndNothingOlderIsTakenAfterItsNotice() throws Exception {
    KnownRange before = first.read(RANGE);
    var old = entry();
    second.read(RANGE);
    write(3, "107");
    stores.await(() -> !first.reading.trusts(SERIES, before.asOfNanos()));
    stores.await(() -> !second.reading.trusts(SERIES, before.asOfNanos()));
    put(old);
    assertThat(closes(second.read(RANGE))).containsExactly("107", "100");
    assertThat(second.lookups("redis", "miss")).isEqualTo(1);
    put(old);
    assertThat(closes(first.read(RANGE))).containsExactly("107", "100");
  }

  @Test
  void whoStartsAfterACorrectionTakesNothingOlder() throws Exception {
    first.read(RANGE);
    var old = entry();
    write(3, "107");
    put(old);
    Service late = process(PATIENT);
    assertThat(closes(late.read(RANGE))).containsExactly("107", "100");
    assertThat(late.readings()).isEqualTo(1);
  }

  @Test
  void whatIsAnsweredWhileOthersCorrectIsWhatWasKnownAtItsMoment() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread corrector =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 60; i++) {
                    write(1 + i % 10, Integer.toString(200 + i));
                  }
                  done.set(true);
                });
    SplittableRandom random = new SplittableRandom(7);
    int answers = 0;
    while (!done.get()) {
      Service process = random.nextBoolean() ? first : second;
      KnownRange known = process.read(RANGE);
      assertThat(known.candles())
          .isEqualTo(
              process
                  .reading
                  .history
                  .read(RANGE, known.asOfNanos())
                  .await()
                  .atMost(TestStores.PATIENCE));
      answers++;
    }
    corrector.join();
    assertThat(answers).isGreaterThan(10);
    stores.await(() -> closes(first.read(RANGE)).equals(List.of("259")));
    stores.await(() -> closes(second.read(RANGE)).equals(List.of("259")));
  }

  @Test
  void asOfAMomentTheAnswerStaysWhateverIsCorrectedAndIsKeptInMemoryAlone() {
    long moment = first.reading.history.horizon().newest().await().atMost(TestStores.PATIENCE);
    KnownRange then = first.reading.read(RANGE, moment);
    write(3, "108");
    assertThat(first.reading.read(RANGE, moment)).isEqualTo(then);
    assertThat(first.readings()).isEqualTo(1);
    assertThat(second.reading.read(RANGE, moment)).isEqualTo(then);
    assertThat(closes(then)).containsExactly("100");
    assertThat(keys()).isEmpty();
  }

  @Test
  @Tag(STOPS_THE_DATABASE)
  void nothingIsTakenWhileCorrectionsAreNotHeard() throws Exception {
    first.read(RANGE);
    var _ = entry();
    stores.stopServer();
    stores.await(() -> !second.reading.isReady());
    assertThatThrownBy(() -> second.read(RANGE)).isInstanceOf(ProblemException.class);
    stores.startServer();
    stores.await(second.reading::isReady);
    assertThat(closes(second.read(RANGE))).containsExactly("100");
  }

  @Test
  void withoutRedisTheDatabaseAnswersAndWithItAgainItIsShared() throws Exception {
    first.read(RANGE);
    server.close();
    for (int limit = 20; limit < 60; limit++) {
      assertThat(closes(first.read(range(limit)))).containsExactly("100");
    }
    assertThat(first.readings()).isEqualTo(41);
    assertThat(first.notShared("failed")).isBetween(1.0, 5.0);
    assertThat(first.notShared("resting")).isGreaterThan(30);
    server.start();
    AtomicBoolean shared = new AtomicBoolean();
    for (int limit = 60; !shared.get() && limit < 3_000; limit++) {
      first.read(range(limit));
      Thread.sleep(20);
      shared.set(answers() && !keys().isEmpty());
    }
    assertThat(shared).isTrue();
  }

  private boolean answers() {
    try {
      return ask(Command.PING).toString().equals("PONG");
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void aRedisThatHangsIsWaitedForAFewTimesAndNotByEachRequest() throws Exception {
    first.read(RANGE);
    var _ = entry();
    signal("STOP");
    try {
      long began = System.nanoTime();
      for (int limit = 20; limit < 60; limit++) {
        assertThat(closes(first.read(range(limit)))).containsExactly("100");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      assertThat(first.notShared("failed")).isBetween(1.0, 8.0);
    } finally {
      signal("CONT");
    }
  }

  @Test
  void whatCantBeReadIsCountedAndReadAnew() throws Exception {
    first.read(RANGE);
    var good = entry();
    byte[] bytes = good.getValue().getBytes();
    bytes[0]++;
    put(Map.entry(good.getKey(), Buffer.buffer(bytes)));
    assertThat(closes(second.read(RANGE))).containsExactly("100");
    assertThat(second.readings()).isEqualTo(1);
    assertThat(second.notShared("unreadable")).isEqualTo(1);
  }

  @Test
  void whatIsTooLargeIsNotShared() throws Exception {
    write(60, "100");
    Service small =
        process(
            Map.of("tapeline.candle.shared-kilobytes", "1", "tapeline.candle.shared-wait", "1s"));
    small.read(new CandleRange(SERIES, Interval.M1, START, START + 60 * MINUTE, 100));
    assertThat(small.notShared("too_large")).isEqualTo(1);
    small.read(RANGE);
    assertThat(entry().getKey()).endsWith(":" + (START + 10 * MINUTE) + ":100");
  }
}
