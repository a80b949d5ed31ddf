package io.tapeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.embedded.LocalRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged service under {@code ./tapeline}: a live feed that reaches nobody, a recording of
 * its own, stores of somebody else's, a configuration that makes no sense.
 */
class LauncherFeedsIT {

  private static final long PATIENCE_SECONDS = 120;
  private static final List<String> VENUES =
      List.of("Binance", "Binance.US", "Bitstamp", "Bybit", "Coinbase", "Gemini", "Kraken", "OKX");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Launcher> launchers = new ArrayList<>();

  private Launcher run(Map<String, String> environment, String... arguments) throws IOException {
    Launcher launcher = Launcher.run(folder, environment, arguments);
    launchers.add(launcher);
    return launcher;
  }

  @AfterEach
  void stopAll() throws Exception {
    client.close();
    for (Launcher each : launchers) {
      if (each.isRunning()) {
        each.signal("TERM");
        each.end(PATIENCE_SECONDS);
      }
    }
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static void awaitReady(Launcher launcher) throws Exception {
    assertThat(launcher.says("Tapeline is ready", PATIENCE_SECONDS)).as(launcher.said()).isTrue();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  // ---------------------------------------------------------------- live

  @Test
  void liveWithNobodyInReachSaysWhoAndWhyServesNothingElseAndGoesOnTrying() throws Exception {
    // names are looked up in this file alone: nobody can be reached, wherever the test runs
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    int port = Launcher.freePorts();
    Launcher launcher =
        run(
            Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts),
            "record",
            "tape",
            "--home",
            "home",
            "--port",
            "" + port);
    assertThat(launcher.says("what is known now", PATIENCE_SECONDS)).as(launcher.said()).isTrue();
    assertThat(launcher.said())
        .contains("recording into " + folder.toRealPath().resolve("tape"))
        .contains("NO DATA: no venue can be reached")
        .doesNotContain("SANDBOX", "is ready");
    for (String venue : VENUES) {
      assertThat(launcher.said())
          .containsPattern("  " + venue + ": .*the name .* can't be resolve");
    }
    theApiSaysTheSame(port);
    nothingIsServed(port);

    Files.writeString(hosts, "127.0.0.1 api.kraken.com\n");
    await("the venues are tried again", () -> problem(port, "kraken").contains("no connection"));
    assertThat(problem(port, "gemini")).contains("can't be resolved");
    launcher.signal("TERM");
    assertThat(launcher.end(PATIENCE_SECONDS)).isZero();
  }

  private String problem(int port, String venue) throws Exception {
    JsonPath status = JsonPath.from(get(port, "/v1/status").body());
    return String.valueOf(status.getString("venues.find { it.id == '" + venue + "' }.problem"));
  }

  private void theApiSaysTheSame(int port) throws Exception {
    JsonPath status = JsonPath.from(get(port, "/v1/status").body());
    assertThat(status.getString("feed")).isEqualTo("live");
    assertThat(status.getString("state")).isEqualTo("unreachable");
    assertThat(status.getString("problem")).contains("no venue can be reached").contains(VENUES);
    JsonPath venues = JsonPath.from(get(port, "/v1/venues").body());
    assertThat(venues.getList("data.name", String.class)).isEqualTo(VENUES);
    assertThat(venues.getList("data.connected", Boolean.class)).containsOnly(false);
    assertThat(venues.getList("data.problem", String.class))
        .allSatisfy(problem -> assertThat(problem).contains("can't be resolved"));
    HttpResponse<String> ready = get(port + 1, "/q/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("no venue can be reached").contains(VENUES);
    assertThat(get(port + 1, "/q/health/live").statusCode()).isEqualTo(200);
  }

  private void nothingIsServed(int port) throws Exception {
    assertThat(JsonPath.from(get(port, "/v1/prices").body()).getList("data")).isEmpty();
    assertThat(JsonPath.from(get(port, "/v1/markets").body()).getList("data")).isEmpty();
    assertThat(get(port, "/v1/prices/btc").statusCode()).isEqualTo(404);
    String nothing = "{\"data\":[],\"next\":null}";
    await(
        "the database is open and holds no candles",
        () -> get(port, "/v1/candles/btc?interval=1m").body().equals(nothing));
  }

  // ---------------------------------------------------------------- recordings

  @Test
  void whatIsRecordedOfLocalVenuesCanBeReplayed() throws Exception {
    int port = Launcher.freePorts();
    Path tape = folder.resolve("tape");
    Launcher recording =
        run(Map.of(), "up", "--home", "home", "--port", "" + port, "--record", tape.toString());
    awaitReady(recording);
    await(
        "prices come",
        () -> get(port, "/v1/prices/btc").statusCode() == 200 && markets(port) > 100);
    recording.signal("TERM");
    assertThat(recording.end(PATIENCE_SECONDS)).isZero();
    try (Stream<Path> files = Files.list(tape)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(".jsonl.gz"))
          .anyMatch(name -> name.startsWith("coinbase-http-"))
          .anyMatch(name -> name.startsWith("okx-1-"));
    }

    String feed = "replay:" + tape + "@max";
    Launcher replay = run(Map.of(), "up", "--home", "home", "--port", "" + port, "--feed", feed);
    awaitReady(replay);
    await("the replay ends", () -> get(port, "/v1/status").body().contains("\"ended\""));
    JsonPath price = JsonPath.from(get(port, "/v1/prices/btc").body());
    assertThat(price.getString("feed")).isEqualTo("replay");
    assertThat(Double.parseDouble(price.getString("price"))).isPositive();
    assertThat(get(port + 1, "/q/metrics").body())
        .doesNotContainPattern("(?m)^tapeline_feed_decode_failures_total.* [1-9]");
  }

  private int markets(int port) throws Exception {
    JsonPath status = JsonPath.from(get(port, "/v1/status").body());
    return status.getList("venues.markets", Integer.class).stream().mapToInt(n -> n).sum();
  }

  @Test
  void aFolderWithoutRecordingsIsSaidAndEndsIt() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("empty")).resolve("a.txt"), "no tape");
    Launcher launcher =
        run(
            Map.of(),
            "up",
            "--home",
            "home",
            "--feed",
            "replay:empty",
            "--port",
            "" + Launcher.freePorts());
    assertThat(launcher.end(PATIENCE_SECONDS)).isEqualTo(2);
    assertThat(launcher.said()).contains("nothing to replay in", "empty", "did not start");
  }

  // ---------------------------------------------------------------- configuration and stores

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TAPELINE_STORE_BATCH_ROWS   | 5          | tapeline.store.batch-rows must be greater than",
        "TAPELINE_INDEX_MIN_SOURCES  | many       | tapeline.index.min-sources",
        "TAPELINE_EXCHANGE_VENUES    | kraken,moon| moon; venues are binance, binance_us",
        "TAPELINE_DB_URL             | nonsense:s3cret | TAPELINE_DB_URL must look like postgresql://",
        "TAPELINE_REDIS_URL          | http://s3cret@x | TAPELINE_REDIS_URL must look like redis://",
      })
  void aBadSettingIsNamedWithWhatIsAllowed(String name, String value, String message)
      throws Exception {
    Launcher launcher =
        run(Map.of(name, value), "up", "--home", "home", "--port", "" + Launcher.freePorts());
    assertThat(launcher.end(PATIENCE_SECONDS)).as(launcher.said()).isNotZero();
    assertThat(launcher.said()).contains(message).doesNotContain("s3cret");
  }

  @Test
  void storesOfSomebodyElseAreUsedInsteadOfOurs() throws Exception {
    LocalPostgres postgres =
        new LocalPostgres(
            folder.resolve("postgres"),
            Path.of("target/pg-bin").toAbsolutePath(),
            Launcher.freePorts());
    LocalRedis redis = new LocalRedis(folder.resolve("redis"), Launcher.freePorts());
    try (postgres;
        redis) {
      postgres.start();
      redis.start();
      int port = Launcher.freePorts();
      Launcher launcher =
          run(
              Map.of("TAPELINE_DB_URL", postgres.url(), "TAPELINE_REDIS_URL", redis.url()),
              "up",
              "--home",
              "home",
              "--port",
              "" + port);
      awaitReady(launcher);
      await("trades are stored", () -> trades(postgres) > 0);
      await("prices are mirrored", () -> redisPrice(redis).contains("\"price\""));
      assertThat(folder.resolve("home/sandbox/postgres")).doesNotExist();
      assertThat(folder.resolve("home/sandbox/redis")).doesNotExist();
      launcher.signal("TERM");
      assertThat(launcher.end(PATIENCE_SECONDS)).isZero();
      assertThat(trades(postgres)).as("somebody else's stores are left running").isPositive();
    }
  }

  private static long trades(LocalPostgres postgres) throws Exception {
    URI uri = URI.create(postgres.url());
    String[] user = uri.getUserInfo().split(":", 2);
    String url = "jdbc:postgresql://127.0.0.1:" + uri.getPort() + uri.getPath();
    try (var connection = DriverManager.getConnection(url, user[0], user[1]);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM trade")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String redisPrice(LocalRedis redis) throws IOException {
    URI uri = URI.create(redis.url());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      String password = uri.getUserInfo().replaceFirst("^[^:]*:", "");
      String commands = "AUTH " + password + "\r\nGET tapeline:price:btc-usd\r\nQUIT\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
