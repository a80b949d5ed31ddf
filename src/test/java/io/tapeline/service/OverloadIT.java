package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.KeyText;
import io.tapeline.service.Callers.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * At three times what one core can answer, whoever pays is answered as fast as before, and whoever
 * does not is turned away. The service has one core, the callers have the other.
 */
@Tag("long")
class OverloadIT {

  private static final Logger LOG = Logger.getLogger(OverloadIT.class);
  private static final String ADMIN = KeyText.make(false, new byte[KeyText.RANDOM_BYTES]).text();

  /** The catalogue of indicators, 80 kB that are packed: about a millisecond of work. */
  private static final String ROUTE = "/v1/indicators?limit=1000";

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");
  private static final int SECONDS = 20;

  /** So long the crowd takes to connect. */
  private static final int SURPRISE_SECONDS = 3;

  private static final long MIB = 1 << 20;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private PackagedService service;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            GuardedSandbox.generous()
                .replaceAll("quota: \\{[^}]*}", "quota: {month: 1000000000}")
                .replaceAll("concurrency: \\d+", "concurrency: 100000"));
    port = StoresResource.freePort();
    service =
        new PackagedService(
                Files.createDirectories(folder.resolve("service")),
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.vertx.event-loops-pool-size=1", // as many as it has cores
                "-Dtapeline.sandbox.rate=50",
                "-Dtapeline.refill.enabled=false",
                "-Dtapeline.access.policy=" + policy)
            .with("TAPELINE_ACCESS_BOOTSTRAP_KEY", ADMIN);
    service.start("sandbox");
    service.awaitAnswer(port, "/v1/prices/btc");
    for (int i = 0; i < 300 && send("GET", "/v1/account", "").statusCode() != 200; i++) {
      TimeUnit.MILLISECONDS.sleep(100); // the first key comes with the database
    }
  }

  @AfterEach
  void stop() throws Exception {
    service.stop();
  }

  /** All of it is compiled by then, with both cores: what comes after that is what one can do. */
  private void warmUp(Callers paid, Callers crowd, double rate) throws Exception {
    Future<Report> beside = sending(crowd, rate * 3, 4 * SECONDS);
    paid.send(rate * 0.1, 4 * SECONDS);
    beside.get();
    Cores.pin(service.pid(), Cores.SERVICE);
    TimeUnit.SECONDS.sleep(3);
  }

  private String key(String plan) throws Exception {
    String tenant =
        found(
            ID, post("/v1/admin/tenants", "{\"name\":\"" + plan + "\",\"plan\":\"" + plan + "\"}"));
    return found(
        SECRET, post("/v1/keys", "{\"tenant\":\"" + tenant + "\",\"scopes\":[\"signals:read\"]}"));
  }

  private String post(String path, String body) throws Exception {
    HttpResponse<String> answer = send("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + ADMIN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  /**
   * What one core answers of this in a second, asked without end by one whose turn always comes.
   */
  private double saturation(int seconds) throws Exception {
    return Cores.rate(
        "http://127.0.0.1:" + port + ROUTE,
        seconds,
        "Authorization: Bearer " + ADMIN,
        "Accept-Encoding: gzip");
  }

  private long residentMib() throws IOException {
    String status = Files.readString(Path.of("/proc/" + service.pid() + "/status"));
    return Long.parseLong(found(Pattern.compile("VmRSS:\\s+(\\d+) kB"), status)) * 1024 / MIB;
  }

  @Test
  void whoPaysIsAnsweredAsFastAndWhoDoesNotIsTurnedAway() throws Exception {
    String free = key("free");
    try (Callers paid = Callers.start(port, ROUTE, key("pro"));
        Callers crowd = Callers.start(port, ROUTE, free)) {
      warmUp(paid, crowd, saturation(SECONDS));
      double saturation = saturation(8);
      double calm = saturation * 0.1;
      long before = residentMib();
      Report alone = paid.send(calm, SECONDS);
      Future<Report> sending = sending(crowd, saturation * 3 - calm, SURPRISE_SECONDS + SECONDS);
      Report surprised = paid.send(calm, SURPRISE_SECONDS);
      Report crowded = paid.send(calm, SECONDS);
      Report crowds = sending.get();
      long after = residentMib();
      LOG.infof(
          "saturation %.0f/s%npaid alone: %s%nas the crowd comes: %s%nbeside three times that: %s%n"
              + "free: %s%nresident %d MiB before, %d after",
          saturation, alone, surprised, crowded, crowds, before, after);
      assertThat(surprised.outcomes().keySet()).containsExactly("ok");
      assertThat(crowded.outcomes().keySet()).containsExactly("ok");
      assertThat(crowded.millis(0.99)).isLessThan(3 * alone.millis(0.99));
      assertThat(crowds.count("shed")).isGreaterThan(crowds.count("ok"));
      assertThat(after - before).isLessThan(400);
    }
  }

  private static Future<Report> sending(Callers callers, double perSecond, int seconds) {
    FutureTask<Report> sending = new FutureTask<>(() -> callers.send(perSecond, seconds));
    Thread.ofPlatform().start(sending);
    return sending;
  }
}
