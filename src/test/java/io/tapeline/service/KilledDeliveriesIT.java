package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tapeline.webhook.http.TestReceiver;
import io.tapeline.webhook.http.Verifier;
import io.tapeline.webhook.http.Verifier.Got;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signals, crossed levels and pings are told to a slow receiver by a process that is killed while
 * it tells them, again and again: all that the database has arrives.
 */
@Tag("long")
class KilledDeliveriesIT {

  private static final Logger LOG = Logger.getLogger(KilledDeliveriesIT.class);
  private static final List<String> MARKETS = List.of("binance:btc-usdt", "okx:btc-usdt");
  private static final int PINGS = 8;
  private static final int SLOWEST_MILLIS = 150;

  /** Signals that are to be told, as far as they were looked through, are told. */
  private static final String ALL_SIGNALS_ARE_RECORDED =
      """
      SELECT CASE WHEN made = told THEN 1 ELSE 0 END FROM
        (SELECT count(*) AS made FROM signal, webhook
         WHERE kind = 'signals' AND lack IS NULL AND recorded_at > created_at
           AND recorded_at <= (SELECT moment FROM webhook_mark)) s,
        (SELECT count(*) AS told FROM webhook_delivery WHERE kind = 'signal') d
      """;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Map<HttpServerResponse, String> held = new ConcurrentHashMap<>();
  private final Set<String> pings = new TreeSet<>();
  private final Map<String, Integer> cutOff = new HashMap<>();
  private volatile boolean holding;
  private TestReceiver receiver;
  private PackagedService service;
  private int port;
  private String key = "";
  private String signals = "";

  @BeforeEach
  void prepare() throws Exception {
    receiver = new TestReceiver(vertx).taking(this::take);
    port = StoresResource.freePort();
    Path policy = Files.writeString(folder.resolve("policy.yaml"), GuardedSandbox.generous());
    service =
        new PackagedService(
            folder,
            "-Dquarkus.http.port=" + port,
            "-Dtapeline.sandbox.rate=300",
            "-Dtapeline.access.policy=" + policy,
            "-Dtapeline.access.bootstrap-key=" + GuardedSandbox.ADMIN,
            "-Dtapeline.signals.series=" + String.join(",", MARKETS),
            "-Dtapeline.signals.intervals=1m",
            "-Dtapeline.webhook.allow=127.0.0.1",
            "-Dtapeline.webhook.look-every=50ms",
            "-Dtapeline.webhook.timeout=2s",
            "-Dtapeline.webhook.lease=4s",
            "-Dtapeline.webhook.first-wait=50ms",
            "-Dtapeline.webhook.longest-wait=500ms",
            "-Dtapeline.webhook.attempts=50");
    serve();
    for (String market : MARKETS) {
      backfill(market);
    }
    String tenant = posted(GuardedSandbox.ADMIN, "/v1/admin/tenants", "{\"name\":\"told\"}", "id");
    key =
        posted(
            GuardedSandbox.ADMIN,
            "/v1/keys",
            "{\"tenant\":\""
                + tenant
                + "\",\"scopes\":[\"webhooks:write\",\"signals:read\",\"prices:read\"]}",
            "secret");
    signals = webhook("{\"signals\":{\"revisions\":true}}");
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
    receiver.close();
    var _ = vertx.close();
  }

  private void serve() throws Exception {
    service.start("sandbox");
    service.awaitAnswer(port, "/v1/status");
    for (int i = 0;
        i < 600 && as(GuardedSandbox.ADMIN).get("/v1/account").statusCode() != 200;
        i++) {
      TimeUnit.MILLISECONDS.sleep(100); // the database is on its way
    }
  }

  /** Slow, or silent. */
  private void take(Got got, HttpServerResponse response) {
    if (holding) {
      held.put(response, id(got));
      return;
    }
    vertx.setTimer(
        1 + ThreadLocalRandom.current().nextInt(SLOWEST_MILLIS),
        _ -> {
          if (!response.closed()) {
            response.setStatusCode(204).end();
          }
        });
  }

  private static String id(Got got) {
    return String.valueOf(got.headers().get("Tapeline-Delivery"));
  }

  private RequestSpecification as(String secret) {
    return given().port(port).header("Authorization", "Bearer " + secret);
  }

  private String posted(String secret, String path, String body, String field) {
    RequestSpecification request = as(secret).contentType("application/json");
    Response made = (body.isEmpty() ? request : request.body(body)).post(path);
    assertThat(made.statusCode()).as(made.asString()).isBetween(200, 299);
    return made.path(field);
  }

  private void backfill(String market) throws Exception {
    String from = Instant.now().minus(Duration.ofHours(5)).toString();
    String asked = "{\"market\":\"" + market + "\",\"from\":\"" + from + "\"}";
    String job = posted(GuardedSandbox.ADMIN, "/v1/backfills", asked, "id");
    String state = "queued";
    for (int i = 0; i < 1_200 && !state.equals("succeeded"); i++) {
      assertThat(state).isIn("queued", "running");
      TimeUnit.MILLISECONDS.sleep(50);
      state = as(GuardedSandbox.ADMIN).get("/v1/jobs/" + job).path("state");
    }
  }

  private String webhook(String events) {
    String body = "{\"url\":\"" + receiver.url() + "\",\"events\":" + events + "}";
    return posted(key, "/v1/webhooks", body, "id");
  }

  private void ping() {
    pings.add(posted(key, "/v1/webhooks/" + signals + "/test", "", "id"));
  }

  /** Two levels so near to the price that it crosses them every now and then. */
  private void watchLevels() throws Exception {
    Response now = as(key).get("/v1/prices/btc");
    while (now.statusCode() != 200 || now.path("price") == null) {
      TimeUnit.MILLISECONDS.sleep(50);
      now = as(key).get("/v1/prices/btc");
    }
    BigDecimal price = new BigDecimal(now.<String>path("price"));
    for (String side : List.of("above", "below")) {
      String way = side.equals("above") ? "1.00001" : "0.99999";
      String level = price.multiply(new BigDecimal(way)).setScale(2, RoundingMode.UP) + "";
      webhook(
          "{\"price\":{\"asset\":\"btc\",\"%s\":\"%s\",\"repeat\":\"each\",\"hysteresis\":\"0\"}}"
              .formatted(side, level));
    }
  }

  /** Ids of what is sent and has no answer yet. */
  private Set<String> open() {
    return held.entrySet().stream()
        .filter(each -> !each.getKey().closed())
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private void killWhileItSends(Kills kills) throws Exception {
    for (int i = 0; i < PINGS; i++) {
      ping();
    }
    kills.sleepUpTo(2_500);
    held.clear();
    holding = true;
    ping();
    TestReceiver.await(() -> !open().isEmpty());
    kills.sleepUpTo(300);
    TestReceiver.await(() -> !open().isEmpty());
    Set<String> sent = open();
    int before = receiver.got().size();
    kills.kill(service);
    kills.hit();
    holding = false;
    sent.forEach(id -> cutOff.put(id, before));
  }

  private void killed(int times) throws Exception {
    Kills kills = new Kills("deliveries");
    while (kills.made() < times) {
      watchLevels();
      killWhileItSends(kills);
      serve();
    }
    service.await("SELECT count(*) FROM webhook_delivery WHERE kind = 'signal'", 1);
    service.await("SELECT count(*) FROM webhook_delivery WHERE kind = 'price'", 1);
    service.await(ALL_SIGNALS_ARE_RECORDED, 1);
    long last = service.query("SELECT max(number) FROM webhook_delivery");
    String open =
        "SELECT CASE WHEN count(*) = 0 THEN 1 ELSE 0 END FROM webhook_delivery"
            + " WHERE state = 'pending' AND number <= "
            + last;
    service.await(open, 1);
    assertThat(service.query("SELECT count(*) FROM webhook_delivery WHERE state = 'dead'"))
        .as("%s", kills)
        .isZero();
    Map<String, String> told =
        service.texts("SELECT id::text, body FROM webhook_delivery WHERE number <= " + last);
    assertArrived(told, kills);
    assertCrossingsAreWhole(told.values(), kills);
    kills.tell();
  }

  private void assertArrived(Map<String, String> told, Kills kills) throws Exception {
    List<Got> got = List.copyOf(receiver.got());
    Map<String, List<String>> bodies = new HashMap<>();
    for (Got each : got) {
      String body = new String(each.body(), UTF_8);
      assertThat(JsonPath.from(body).getString("id")).isEqualTo(id(each));
      bodies.computeIfAbsent(id(each), _ -> new ArrayList<>()).add(body);
    }
    assertThat(bodies.keySet()).as("%s", kills).containsAll(told.keySet());
    assertThat(told.keySet()).as("%s", kills).containsAll(pings);
    Map<String, String> all = service.texts("SELECT id::text, body FROM webhook_delivery");
    bodies.forEach(
        (id, copies) -> assertThat(copies).as("%s of %s", id, kills).containsOnly(all.get(id)));
    cutOff.forEach(
        (id, before) ->
            assertThat(got.subList(before, got.size()))
                .as("%s is sent again; %s", id, kills)
                .anyMatch(each -> id(each).equals(id)));
    assertGenuine(got);
    LOG.infof(
        "%d deliveries, %d pings among them; %d came, %d of them cut off",
        told.size(), pings.size(), got.size(), cutOff.size());
  }

  /** As a receiver does it: by the keys that are published. */
  private void assertGenuine(List<Got> all) throws Exception {
    JsonPath directory =
        given().port(port).get("/.well-known/http-message-signatures-directory").body().jsonPath();
    for (Got each : all) {
      String x = directory.getString("keys.find { it.kid == '" + Verifier.keyId(each) + "' }.x");
      assertThat(Verifier.accepts(each, Base64.getUrlDecoder().decode(x))).isTrue();
    }
  }

  /** Each crossing of a level has one delivery, and none was left out. */
  private static void assertCrossingsAreWhole(Iterable<String> told, Kills kills) {
    Map<String, List<Integer>> crossings = new HashMap<>();
    for (String each : told) {
      JsonPath body = JsonPath.from(each);
      if (body.getString("event").equals("price")) {
        crossings
            .computeIfAbsent(body.getString("webhook"), _ -> new ArrayList<>())
            .add(body.getInt("data.crossing"));
      }
    }
    crossings.forEach(
        (webhook, numbers) ->
            assertThat(numbers)
                .as("%s of %s", webhook, kills)
                .containsExactlyInAnyOrderElementsOf(
                    IntStream.rangeClosed(1, numbers.size()).boxed().toList()));
  }

  @Test
  void afterSomeKillsAllThatHappenedIsTold() throws Exception {
    killed(3);
  }

  @Test
  void afterTwentyKillsAllThatHappenedIsTold() throws Exception {
    killed(20);
  }
}
