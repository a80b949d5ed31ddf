package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.KeyText;
import io.tapeline.ops.embedded.LocalRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one database and one Redis give a caller one limit, and end a key together. */
@Tag("long")
class TwoDoorsIT {

  private static final String ADMIN = KeyText.make(false, new byte[KeyText.RANDOM_BYTES]).text();
  private static final int LIMIT = 1_000;
  private static final int REQUESTS = 10_000;
  private static final int SENDERS = 8;
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");

  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final String JWKS = "/.well-known/jwks.json";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<PackagedService> services = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private OwnPostgres postgres;
  private LocalRedis redis;

  @BeforeEach
  void start() throws Exception {
    postgres = new OwnPostgres(folder.resolve("pg"));
    redis = new LocalRedis(folder.resolve("redis"), StoresResource.freePort());
    redis.start();
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            GuardedSandbox.shipped()
                .replaceAll(
                    "read: \\{units: 6000, per: 1m, burst: 1000}",
                    "read: {units: " + LIMIT + ", per: 31d, burst: " + LIMIT + "}"));
    for (String name : List.of("one", "two")) {
      int port = StoresResource.freePort();
      PackagedService service =
          new PackagedService(
                  Files.createDirectories(folder.resolve(name)),
                  "-Dquarkus.http.port=" + port,
                  "-Dtapeline.sandbox.rate=50",
                  "-Dtapeline.refill.enabled=false",
                  "-Dtapeline.access.policy=" + policy)
              .with("TAPELINE_DB_URL", postgres.url())
              .with("TAPELINE_REDIS_URL", redis.url())
              .with("TAPELINE_ACCESS_KEY_SECRET", "the same for both of them")
              .with("TAPELINE_ACCESS_BOOTSTRAP_KEY", ADMIN);
      services.add(service);
      ports.add(port);
      service.start("sandbox");
    }
    for (int i = 0; i < 2; i++) {
      services.get(i).awaitAnswer(ports.get(i), "/v1/prices/btc");
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (PackagedService service : services) {
      service.stop();
    }
    redis.close();
    postgres.close();
    client.close();
  }

  private HttpResponse<String> send(
      int service, String method, String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(service) + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String made(String path, String body, Pattern wanted) throws Exception {
    HttpResponse<String> answer = send(0, "POST", path, ADMIN, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Matcher found = wanted.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private String key(String tenant) throws Exception {
    String id = made("/v1/admin/tenants", "{\"name\":\"" + tenant + "\",\"plan\":\"pro\"}", ID);
    return made("/v1/keys", "{\"tenant\":\"" + id + "\",\"scopes\":[\"prices:read\"]}", SECRET);
  }

  private record MadeKey(String id, String secret) {}

  private MadeKey deskKey(String name) throws Exception {
    String tenant = made("/v1/admin/tenants", "{\"name\":\"" + name + "\",\"plan\":\"desk\"}", ID);
    HttpResponse<String> made =
        send(
            0,
            "POST",
            "/v1/keys",
            ADMIN,
            "{\"tenant\":\"" + tenant + "\",\"scopes\":[\"prices:read\"]}");
    Matcher secret = SECRET.matcher(made.body());
    Matcher id = ID.matcher(made.body());
    assertThat(secret.find() && id.find()).as(made.body()).isTrue();
    return new MadeKey(id.group(1), secret.group(1));
  }

  /** How many of the requests, to one service and the other in turn, had each status. */
  private record Outcome(int passed, int limited, int failed) {}

  private Outcome ask(String key, int requests) throws Exception {
    AtomicInteger passed = new AtomicInteger();
    AtomicInteger limited = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        all.add(
            senders.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                    int status =
                        send(i % 2, "GET", "/v1/assets/btc?fields=id", key, "").statusCode();
                    (status == 200 ? passed : status == 429 ? limited : failed).incrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get(3, TimeUnit.MINUTES);
      }
    }
    return new Outcome(passed.get(), limited.get(), failed.get());
  }

  @Test
  void oneLimitForBothAndALostRedisChangesLittle() throws Exception {
    Outcome shared = ask(key("shared"), REQUESTS);
    assertThat(shared.failed).isZero();
    assertThat(shared.passed).isBetween(LIMIT, LIMIT + 50);

    String key = key("lost");
    AtomicBoolean over = new AtomicBoolean();
    Thread faults =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    TimeUnit.MILLISECONDS.sleep(300);
                    redis.close();
                    TimeUnit.SECONDS.sleep(2);
                    redis.start();
                  } catch (IOException | InterruptedException e) {
                    over.set(true);
                  }
                });
    Outcome lost = ask(key, REQUESTS);
    faults.join();
    assertThat(over).isFalse();
    assertThat(lost.failed).isZero();
    // Redis comes back with nothing: the limit once more, and meanwhile a share for each
    assertThat(lost.passed).isBetween(LIMIT, 3 * LIMIT + 100);
  }

  @Test
  void aTokenOfOneIsGoodAtTheOtherAndEndsAtBothWithItsKey() throws Exception {
    MadeKey key = deskKey("tokens");
    assertThat(send(0, "GET", JWKS, ADMIN, "").body())
        .contains("\"kid\"")
        .isEqualTo(send(1, "GET", JWKS, ADMIN, "").body());
    List<String> tokens = new ArrayList<>();
    for (int service = 0; service < 2; service++) {
      HttpResponse<String> exchanged = send(service, "POST", "/v1/auth/token", key.secret, "{}");
      Matcher token = TOKEN.matcher(exchanged.body());
      assertThat(token.find()).as(exchanged.body()).isTrue();
      tokens.add(token.group(1));
    }
    assertThat(statuses(tokens)).containsOnly(200);
    assertThat(send(0, "DELETE", "/v1/keys/" + key.id, ADMIN, "").statusCode()).isEqualTo(200);
    TimeUnit.SECONDS.sleep(1);
    assertThat(statuses(tokens)).containsOnly(401);
  }

  /** Of each token at each service. */
  private List<Integer> statuses(List<String> tokens) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (String token : tokens) {
      for (int service = 0; service < 2; service++) {
        statuses.add(send(service, "GET", "/v1/assets/btc?fields=id", token, "").statusCode());
      }
    }
    return statuses;
  }

  @Test
  void aRevokedKeyIsGoodNowhereASecondLater() throws Exception {
    MadeKey key = deskKey("revoked");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong lastGood = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    List<Thread> load = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int service = i % 2;
      load.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (!stop.get()) {
                        long began = System.nanoTime();
                        int status =
                            send(service, "GET", "/v1/assets/btc?fields=id", key.secret, "")
                                .statusCode();
                        asked.incrementAndGet();
                        if (status == 200) {
                          lastGood.accumulateAndGet(began, Math::max);
                        }
                      }
                    } catch (IOException | InterruptedException e) {
                      stop.set(true);
                    }
                  }));
    }
    TimeUnit.SECONDS.sleep(2);
    assertThat(send(0, "DELETE", "/v1/keys/" + key.id, ADMIN, "").statusCode()).isEqualTo(200);
    long revoked = System.nanoTime();
    TimeUnit.SECONDS.sleep(3);
    assertThat(stop).as("the load goes on").isFalse();
    stop.set(true);
    for (Thread each : load) {
      each.join();
    }
    assertThat(asked).hasValueGreaterThan(200);
    assertThat(lastGood.get()).isPositive();
    assertThat(lastGood.get() - revoked).isLessThan(TimeUnit.SECONDS.toNanos(1));
  }
}
