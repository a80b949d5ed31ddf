package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.KeyText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Some 160 markets, of which each field is looked at: about a millisecond of work. */
  private static final String ROUTE =
      "/v1/markets?limit=5000&fields=id,venue,instrument,base,quote,symbol,tick_size,lot_size,status";

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
    Cores.pin(ProcessHandle.current().pid(), Cores.BOTH);
    service.stop();
  }

  /** All of it is compiled by then, with both cores: what comes after that is what one can do. */
  private void warmUp(String paid, String free) throws Exception {
    double rate = saturation(free, SECONDS);
    Cores.pin(ProcessHandle.current().pid(), Cores.CALLERS);
    try (OpenLoop crowd = loop(free);
        OpenLoop beside = loop(paid)) {
      Thread sender = Thread.ofPlatform().start(() -> send(crowd, rate * 3, 5 * SECONDS));
      beside.send(rate * 0.1, 5 * SECONDS);
      sender.join();
    }
    Cores.pin(service.pid(), Cores.SERVICE);
    TimeUnit.SECONDS.sleep(3);
  }

  private String key(String plan) throws Exception {
    String tenant =
        found(
            ID, post("/v1/admin/tenants", "{\"name\":\"" + plan + "\",\"plan\":\"" + plan + "\"}"));
    return found(
        SECRET, post("/v1/keys", "{\"tenant\":\"" + tenant + "\",\"scopes\":[\"prices:read\"]}"));
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

  /** What one core answers of this in a second, when it is asked without end. */
  private double saturation(String key, int seconds) throws Exception {
    return Cores.rate(
        "http://127.0.0.1:" + port + ROUTE,
        seconds,
        "Authorization: Bearer " + key,
        "Accept-Encoding: gzip");
  }

  private long residentMib() throws IOException {
    String status = Files.readString(Path.of("/proc/" + service.pid() + "/status"));
    return Long.parseLong(found(Pattern.compile("VmRSS:\\s+(\\d+) kB"), status)) * 1024 / MIB;
  }

  @Test
  void whoPaysIsAnsweredAsFastAndWhoDoesNotIsTurnedAway() throws Exception {
    String paid = key("pro");
    String free = key("free");
    warmUp(paid, free);
    double saturation = saturation(free, 8);
    double calm = saturation * 0.1;
    long before = residentMib();
    try (OpenLoop alone = loop(paid);
        OpenLoop surprised = loop(paid);
        OpenLoop crowded = loop(paid);
        OpenLoop crowd = loop(free)) {
      alone.send(calm, SECONDS);
      Thread sender =
          Thread.ofPlatform()
              .start(() -> send(crowd, saturation * 3 - calm, SURPRISE_SECONDS + SECONDS));
      surprised.send(calm, SURPRISE_SECONDS);
      crowded.send(calm, SECONDS);
      sender.join();
      TimeUnit.SECONDS.sleep(3);
      long after = residentMib();
      LOG.infof(
          "saturation %.0f/s%npaid alone: %s%nas the crowd comes: %s%nbeside three times that: %s%n"
              + "free: %s%nresident %d MiB before, %d after",
          saturation, alone, surprised, crowded, crowd, before, after);
      assertThat(surprised.outcomes().keySet()).containsExactly("ok");
      assertThat(crowded.outcomes().keySet()).containsExactly("ok");
      assertThat(crowded.millis(0.99)).isLessThan(3 * alone.millis(0.99));
      assertThat(crowd.count("shed")).isGreaterThan(crowd.count("ok"));
      assertThat(after - before).isLessThan(400);
    }
  }

  private OpenLoop loop(String key) {
    return new OpenLoop(port, ROUTE, key);
  }

  private static void send(OpenLoop loop, double perSecond, int seconds) {
    try {
      loop.send(perSecond, seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
