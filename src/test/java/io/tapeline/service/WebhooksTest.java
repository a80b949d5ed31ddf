package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Ladder.Rung;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleStore;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.contract.CallbackJudge;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.ops.store.Fence;
import io.tapeline.webhook.http.TestReceiver;
import io.tapeline.webhook.http.Verifier;
import io.tapeline.webhook.http.Verifier.Got;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over REST, and what their receivers get of a whole service. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class WebhooksTest {

  private static final String HOOKS = "/v1/webhooks";
  private static final String SCOPES =
      "\"scopes\":[\"webhooks:write\",\"signals:read\",\"prices:read\"]";

  /** Of an hour in which nothing is said. */
  private static final String QUIET = "{\"signals\":{\"intervals\":[\"1d\"]}}";

  private static String tenant = "";
  private static String ours = "";
  private static String theirs = "";

  private static final CallbackJudge CONTRACT = CallbackJudge.committed(HOOKS, "delivery");

  @Inject Vertx vertx;
  @Inject CandleStore candles;

  private TestReceiver receiver;

  @BeforeEach
  void prepare() throws Exception {
    if (tenant.isEmpty()) {
      SandboxProfile.awaitData();
      TestKeys.awaitAdmin();
      tenant = TestKeys.tenant("has hooks", "pro");
      ours = TestKeys.secret(tenant, SCOPES);
      theirs = TestKeys.secret(TestKeys.tenant("has other hooks", "pro"), SCOPES);
    }
    receiver = new TestReceiver(vertx);
  }

  @AfterEach
  void close() {
    as(ours)
        .get(HOOKS + "?limit=1000")
        .<List<String>>path("data.id")
        .forEach(id -> as(ours).delete(HOOKS + "/" + id).then().statusCode(200));
    receiver.close();
  }

  private static RequestSpecification json(String key) {
    return as(key).contentType("application/json");
  }

  private static Response post(String key, String body) {
    return json(key).body(body).post(HOOKS);
  }

  private String request(String events) {
    return "{\"url\":\"" + receiver.url() + "\",\"events\":" + events + "}";
  }

  private String made(String events) {
    Response made = post(ours, request(events));
    made.then().statusCode(201);
    return made.path("id");
  }

  private static Response deliveries(String hook) {
    return as(ours).get(HOOKS + "/" + hook + "/deliveries");
  }

  /** As a receiver does it: by the keys that are published. */
  private static boolean isGenuine(Got got) throws Exception {
    String x =
        given()
            .get("/.well-known/http-message-signatures-directory")
            .path("keys.find { it.kid == '" + Verifier.keyId(got) + "' }.x");
    return Verifier.accepts(got, Base64.getUrlDecoder().decode(x));
  }

  private static void assertGenuine(Got got) throws Exception {
    assertThat(isGenuine(got)).isTrue();
    assertThat(CONTRACT.faults(got.headers().entries(), got.body())).isEmpty();
  }

  private static JsonPath body(Got got) {
    return JsonPath.from(new String(got.body(), StandardCharsets.UTF_8));
  }

  @Test
  void aWebhookIsMadeShownListedAndEnded() {
    String events =
        "{\"signals\":{\"series\":[\"BTC\",\"kraken:btc-usd\"],\"strategies\":[\"composite\","
            + "\"ma_cross\"],\"intervals\":[\"1h\",\"1m\"],\"min_strength\":\"0.25\","
            + "\"changed_only\":true}}";
    Response made = post(ours, request(events).replaceFirst("\\{", "{\"note\":\"the bot\","));
    made.then()
        .statusCode(201)
        .body("tenant", equalTo(tenant))
        .body("url", equalTo(receiver.url()))
        .body("note", equalTo("the bot"))
        .body("state", equalTo("active"))
        .body("failures", equalTo(0))
        .body("created", notNullValue())
        .body("events.price", nullValue())
        .body("events.signals.series", equalTo(List.of("btc-usd", "kraken:btc-usd")))
        .body("events.signals.strategies", containsInAnyOrder("ma_cross(50,200)", "composite"))
        .body("events.signals.intervals", equalTo(List.of("1m", "1h")))
        .body("events.signals.min_strength", equalTo("0.25"))
        .body("events.signals.changed_only", equalTo(true))
        .body("events.signals.revisions", equalTo(false));
    String address = made.header("Location");
    assertThat(as(ours).get(address).asString()).isEqualTo(made.asString());
    as(ours)
        .get(HOOKS)
        .then()
        .body("data", hasSize(1))
        .body("data[0].id", equalTo(made.path("id")));
    as(ours).delete(address).then().statusCode(200).body("id", equalTo(made.path("id")));
    as(ours).get(address).then().statusCode(404).body("code", equalTo("unknown_webhook"));
    as(ours).delete(address).then().statusCode(404);
    as(ours).get(HOOKS).then().body("data", hasSize(0));
    admin()
        .get("/v1/admin/audit?limit=50")
        .then()
        .body("data.act", hasItem("webhook.create"))
        .body("data.act", hasItem("webhook.delete"))
        .body("data.subject", hasItem("webhook:" + made.path("id")));
  }

  @Test
  void listsArePagedTheNewestFirst() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(made(QUIET));
    }
    List<String> listed = new ArrayList<>();
    String next = HOOKS + "?limit=2";
    while (next != null) {
      Response page = as(ours).get(next);
      listed.addAll(page.path("data.id"));
      String cursor = page.path("next");
      next = cursor == null ? null : HOOKS + "?limit=2&cursor=" + cursor;
    }
    assertThat(listed).isEqualTo(made);
    as(ours).get(HOOKS + "?cursor=x").then().statusCode(400);
  }

  @Test
  void whatAnotherTenantHasIsNotThere() {
    String hook = made(QUIET);
    String address = HOOKS + "/" + hook;
    Response ping = json(ours).post(address + "/test");
    ping.then().statusCode(202);
    String delivery = address + "/deliveries/" + ping.path("id");
    List<Response> asked =
        List.of(
            as(theirs).get(address),
            as(theirs).delete(address),
            as(theirs).get(address + "/deliveries"),
            as(theirs).get(delivery),
            json(theirs).post(address + "/test"),
            json(theirs).post(delivery + "/redeliver"));
    asked.forEach(each -> each.then().statusCode(404).body("code", equalTo("unknown_webhook")));
    as(theirs).get(HOOKS).then().body("data.id", not(hasItem(hook)));
    admin().get(address).then().statusCode(200);
    admin().get(HOOKS + "?limit=1000").then().body("data.id", hasItem(hook));
    as(ours).get(HOOKS + "/nonsense").then().statusCode(404);
    as(ours)
        .get(address + "/deliveries/" + hook)
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_delivery"));
  }

  @Test
  void aPingArrivesSignedAndIsToldOf() throws Exception {
    String hook = made(QUIET);
    Response ping = json(ours).post(HOOKS + "/" + hook + "/test");
    ping.then().statusCode(202).body("event", equalTo("ping"));
    receiver.await(1);
    Got got = receiver.got().getFirst();
    assertGenuine(got);
    assertThat(got.headers().get("Tapeline-Delivery")).isEqualTo(ping.path("id"));
    assertThat(body(got).getString("id")).isEqualTo(ping.path("id"));
    assertThat(body(got).getString("webhook")).isEqualTo(hook);
    TestReceiver.await(
        () -> "delivered".equals(as(ours).get(ping.header("Location")).path("state")));
    as(ours)
        .get(ping.header("Location"))
        .then()
        .body("attempts", hasSize(1))
        .body("attempts[0].status", equalTo(204))
        .body("attempts[0].error", nullValue())
        .body("attempts[0].time", notNullValue())
        .body("attempts[0].duration_ms", notNullValue())
        .body("next_attempt", nullValue());
    deliveries(hook).then().body("data", hasSize(1));
    as(ours).get(HOOKS + "/" + hook + "/deliveries?state=dead").then().body("data", hasSize(0));
    as(ours).get(HOOKS + "/" + hook + "/deliveries?state=lost").then().statusCode(400);
  }

  @Test
  void aDeadDeliveryIsSentAgainAndAPendingOneIsNot() throws Exception {
    receiver.answering(500);
    String hook = made(QUIET);
    Response ping = json(ours).post(HOOKS + "/" + hook + "/test");
    String address = ping.header("Location");
    TestReceiver.await(() -> "dead".equals(as(ours).get(address).path("state")));
    as(ours)
        .get(address)
        .then()
        .body("attempts.status", equalTo(List.of(500, 500)))
        .body("error", equalTo("status"));
    as(ours).get(HOOKS + "/" + hook).then().body("failures", equalTo(2));
    receiver.answering(_ -> {});
    json(ours).post(address + "/redeliver").then().statusCode(202);
    json(ours)
        .post(address + "/redeliver")
        .then()
        .statusCode(409)
        .body("code", equalTo("webhook_state"));
    receiver.answering(200);
    TestReceiver.await(() -> "delivered".equals(as(ours).get(address).path("state")));
    receiver.answering(410);
    json(ours).post(address + "/redeliver").then().statusCode(202);
    TestReceiver.await(() -> "gone".equals(as(ours).get(HOOKS + "/" + hook).path("state")));
    json(ours).post(address + "/redeliver").then().statusCode(409);
    json(ours).post(HOOKS + "/" + hook + "/test").then().statusCode(409);
  }

  @Test
  void theSameRequestMakesOneWebhook() {
    String body = request(QUIET);
    Response first = json(ours).header("Idempotency-Key", "hook").body(body).post(HOOKS);
    first.then().statusCode(201);
    Response again = json(ours).header("Idempotency-Key", "hook").body(body).post(HOOKS);
    again.then().statusCode(201).body("id", equalTo(first.path("id")));
    json(ours)
        .header("Idempotency-Key", "hook")
        .body(body.replace("1d", "1h"))
        .post(HOOKS)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_conflict"));
    as(ours).get(HOOKS).then().body("data", hasSize(1));
  }

  @Test
  void theSamePingIsSentOnce() throws Exception {
    String test = HOOKS + "/" + made(QUIET) + "/test";
    Response first = json(ours).header("Idempotency-Key", "ping").post(test);
    first.then().statusCode(202);
    String address = first.header("Location");
    TestReceiver.await(() -> "delivered".equals(as(ours).get(address).path("state")));
    json(ours)
        .header("Idempotency-Key", "ping")
        .post(test)
        .then()
        .statusCode(202)
        .header("Location", equalTo(address))
        .body("state", equalTo("delivered"));
    String other = HOOKS + "/" + made(QUIET) + "/test";
    json(ours)
        .header("Idempotency-Key", "ping")
        .post(other)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_conflict"));
    json(ours).post(test).then().statusCode(202).header("Location", not(equalTo(address)));
    receiver.await(2);
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(receiver.got()).hasSize(2);
    admin()
        .get("/v1/admin/audit?limit=50")
        .then()
        .body(
            "data.findAll { it.act == 'webhook.test' }.subject",
            hasItem(containsString("delivery:")));
  }

  @Test
  void theSameRedeliveryIsDoneOnceAlsoBesideItself() throws Exception {
    Response ping = json(ours).post(HOOKS + "/" + made(QUIET) + "/test");
    String address = ping.header("Location");
    TestReceiver.await(() -> "delivered".equals(as(ours).get(address).path("state")));
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      List<Future<Response>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(
            senders.submit(
                () -> json(ours).header("Idempotency-Key", "again").post(address + "/redeliver")));
      }
      for (Future<Response> each : all) {
        each.get().then().statusCode(202).body("id", equalTo(ping.path("id")));
      }
    }
    receiver.await(2);
    TestReceiver.await(() -> "delivered".equals(as(ours).get(address).path("state")));
    json(ours)
        .header("Idempotency-Key", "again")
        .post(address + "/redeliver")
        .then()
        .statusCode(202)
        .body("state", equalTo("delivered"));
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(receiver.got()).hasSize(2);
    receiver.answering(410);
    json(ours).header("Idempotency-Key", "more").post(address + "/redeliver");
    TestReceiver.await(() -> "dead".equals(as(ours).get(address).path("state")));
    json(ours)
        .header("Idempotency-Key", "more")
        .post(address + "/redeliver")
        .then()
        .statusCode(202)
        .body("error", equalTo("gone"));
    json(ours).post(address + "/redeliver").then().statusCode(409);
  }

  @Test
  void aTenantHasAsManyAsItMay() {
    for (int i = 0; i < 20; i++) {
      made(QUIET);
    }
    post(ours, request(QUIET)).then().statusCode(409).body("code", equalTo("too_many_webhooks"));
  }

  @Test
  void nobodyIsToldWhatTheyMayNotRead() {
    String key = TestKeys.secret(tenant, "\"scopes\":[\"webhooks:write\",\"prices:read\"]");
    post(key, request(QUIET))
        .then()
        .statusCode(403)
        .body("code", equalTo("missing_scope"))
        .body("detail", containsString("signals:read"));
    String level = request("{\"price\":{\"asset\":\"btc\",\"above\":\"100000000\"}}");
    post(key, level).then().statusCode(201);
    String other = TestKeys.secret(tenant, "\"scopes\":[\"webhooks:write\",\"signals:read\"]");
    post(other, level).then().statusCode(403).body("detail", containsString("prices:read"));
  }

  @Test
  void aPolicyMayLeaveReceiversAlone() {
    String hook = made(QUIET);
    String without = GuardedSandbox.generous().replace("upstreams: [webhooks]", "upstreams: []");
    assertThat(without).isNotEqualTo(GuardedSandbox.generous());
    TestKeys.reload(without).then().statusCode(200);
    try {
      post(ours, request(QUIET))
          .then()
          .statusCode(403)
          .body("code", equalTo("upstream_not_allowed"));
      json(ours).post(HOOKS + "/" + hook + "/test").then().statusCode(403);
    } finally {
      TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
    }
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    post(
            ours,
            "{\"url\":\"ftp://x\",\"note\":\""
                + "n".repeat(201)
                + "\",\"events\":{\"signals\":{\"series\":[\"btc\",\"nothing-usd\",\"NO:thing\"],"
                + "\"strategies\":[\"composite\",\"guess\"],\"intervals\":[\"1m\",\"1s\",\"7m\"],"
                + "\"min_strength\":\"1.1\"}}}")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid_request"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/url",
                "/note",
                "/events/signals/series/1",
                "/events/signals/series/2",
                "/events/signals/strategies/1",
                "/events/signals/intervals/1",
                "/events/signals/intervals/2",
                "/events/signals/min_strength"));
    post(
            ours,
            request(
                "{\"price\":{\"asset\":\"nothing\",\"above\":\"-1\",\"repeat\":\"often\","
                    + "\"hysteresis\":\"0.6\"}}"))
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/events/price/asset",
                "/events/price/above",
                "/events/price/repeat",
                "/events/price/hysteresis"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/events",
        "{\"signals\":{},\"price\":{}}|/events",
        "{\"price\":{\"asset\":\"btc\"}}|/events/price",
        "{\"price\":{\"asset\":\"btc\",\"above\":\"1\",\"below\":\"2\"}}|/events/price",
        "{\"price\":{\"asset\":\"usd\",\"above\":\"1\"}}|/events/price/asset",
        "{\"price\":{\"asset\":\"btc\",\"above\":\"0\"}}|/events/price/above",
        "{\"price\":{\"asset\":\"btc\",\"below\":\"1e5\"}}|/events/price/below",
        "{\"price\":{\"asset\":\"btc\",\"above\":\"NaN\"}}|/events/price/above",
        "{\"price\":{\"above\":\"1\"}}|/events/price/asset",
        "{\"signals\":{\"min_strength\":\"0.1234567\"}}|/events/signals/min_strength",
        "{\"signals\":{\"min_strength\":\"-0.1\"}}|/events/signals/min_strength",
        "{\"signals\":{\"strategies\":[null]}}|/events/signals/strategies/0",
        "{\"signals\":{\"colour\":\"red\"}}|/events/signals/colour"
      })
  void whatIsWrongIsNamed(String events, String pointer) {
    post(ours, request(events))
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.pointer", hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://user:word@example.com/",
        "http://8.8.8.8/",
        "https://8.8.8.8:22/",
        "https://nothing.invalid/"
      })
  void whereNothingMayBeSentIsRefusedAtOnce(String url) {
    post(ours, "{\"url\":\"" + url + "\",\"events\":" + QUIET + "}")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("/url")));
  }

  @Test
  void aPriceThatCrossesALevelIsTold() throws Exception {
    BigDecimal price = new BigDecimal(given().get("/v1/prices/btc").<String>path("price"));
    List<String> hooks = new ArrayList<>();
    // whichever way it goes
    for (String side : List.of("above", "below")) {
      int sign = side.equals("above") ? 1 : -1;
      for (int step = 1; step <= 4; step++) {
        BigDecimal way = price.multiply(BigDecimal.valueOf((long) sign * step, 5));
        String level = price.add(way).setScale(2, java.math.RoundingMode.HALF_EVEN).toPlainString();
        hooks.add(made("{\"price\":{\"asset\":\"btc\",\"" + side + "\":\"" + level + "\"}}"));
      }
    }
    receiver.await(1);
    Got got = receiver.got().getFirst();
    assertGenuine(got);
    JsonPath body = body(got);
    assertThat(body.getString("event")).isEqualTo("price");
    assertThat(hooks).contains(body.getString("webhook"));
    BigDecimal told = new BigDecimal(body.getString("data.price.price"));
    String above = body.getString("data.level.above");
    if (above != null) {
      assertThat(told).isGreaterThanOrEqualTo(new BigDecimal(above));
    } else {
      assertThat(told).isLessThanOrEqualTo(new BigDecimal(body.getString("data.level.below")));
    }
    assertThat(body.getString("data.price.feed")).isEqualTo("sandbox");
    String address = HOOKS + "/" + body.getString("webhook");
    as(ours).get(address).then().body("state", equalTo("fired"));
  }

  /** Minutes are stored as the feed does it; their close is judged; the signals are told. */
  @Test
  void signalsAreToldAsTheyAreMade() throws Exception {
    long minute = Interval.M1.nanos();
    long now = Interval.M1.floor(Instant.now().toEpochMilli() * 1_000_000);
    List<Rung> past = new ArrayList<>();
    List<Rung> judged = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String price =
          BigDecimal.valueOf(100_000 + 37L * (i % 91) - 11L * (i % 17), 2).toPlainString();
      Candle made = KeptCandles.minute(now - (600 - i) * minute, price, "3");
      Series series = Series.of(Market.parse("kraken:sig-usd"));
      if (i < 590) {
        past.add(new Rung(series, KeptCandles.imported(made)));
      } else {
        judged.add(new Rung(series, made));
      }
    }
    candles.write(past, Fence.NONE).await().atMost(Duration.ofSeconds(20));
    String hook =
        made("{\"signals\":{\"series\":[\"kraken:sig-usd\"],\"strategies\":[\"rsi_regime\"]}}");
    String none = made("{\"signals\":{\"series\":[\"btc\"],\"strategies\":[\"rsi_regime\"]}}");
    candles.write(judged, Fence.NONE).await().atMost(Duration.ofSeconds(20));
    receiver.await(10);
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(receiver.got()).hasSize(10);
    for (Got got : receiver.got()) {
      assertGenuine(got);
      JsonPath body = body(got);
      assertThat(body.getString("webhook")).isEqualTo(hook);
      String told = body.getString("data.signals[0].open_time");
      Map<String, Object> answered =
          as(ours)
              .get(
                  "/v1/signals/kraken:sig-usd/history?interval=1m&strategies=rsi_regime&from="
                      + told)
              .path("data[0]");
      assertThat(body.<Map<String, Object>>get("data.signals[0]")).isEqualTo(answered);
    }
    TestReceiver.await(
        () ->
            deliveries(hook).<List<String>>path("data.state").stream()
                .allMatch("delivered"::equals));
    deliveries(hook)
        .then()
        .body("data.event", everyItem(equalTo("signal")))
        .body("data", hasSize(10));
    deliveries(none).then().body("data", hasSize(0));
  }
}
