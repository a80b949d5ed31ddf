package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers get what their plan gives them, and are told so. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class LimitsTest {

  private static final String READS = "\"scopes\":[\"prices:read\",\"history:read\"]";

  /** What the shipped policy lets the plan free have of history at once. */
  private static final int FREE_HISTORY = 100;

  private static int tenants;

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
  }

  @AfterEach
  void generousAgain() {
    TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
  }

  private static String key(String plan) {
    return TestKeys.secret(TestKeys.tenant("limits " + ++tenants, plan), READS);
  }

  /** The shipped policy with this in place of what the plan free gives of reads. */
  private static String free(String limit) {
    String shipped = GuardedSandbox.shipped();
    int plan = shipped.indexOf("  free:");
    int from = shipped.indexOf("read: {", plan);
    return shipped.substring(0, from)
        + "read: "
        + limit
        + shipped.substring(shipped.indexOf('}', from) + 1);
  }

  @Test
  void whatIsLeftIsToldAndWhenItIsGoneWhenToComeAgain() {
    TestKeys.reload(free("{units: 60, per: 1h, burst: 30}")).then().statusCode(200);
    String key = key("free");
    Response first = as(key).get("/v1/assets/btc");
    first
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", equalTo("\"read\";q=60;w=3600"))
        .header("RateLimit", matchesPattern("\"read\";r=\\d+;t=\\d+"));
    int passed = 1;
    Response answer = first;
    while (passed < 100 && !hasNothingLeft(answer)) {
      answer = as(key).get("/v1/assets/btc?fields=id");
      passed += answer.statusCode() == 200 ? 1 : 0;
    }
    assertThat(passed).isBetween(30, 37);
    answer
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("code", equalTo("rate_limited"))
        .header("Retry-After", matchesPattern("[1-9]\\d*"))
        .header("RateLimit", matchesPattern("\"read\";r=0;t=\\d+"));
    // another group of the same key, and another key of the same tenant's plan, have their own
    as(key).get("/v1/candles/btc?limit=1").then().statusCode(200);
    as(key("free")).get("/v1/assets/btc").then().statusCode(200);
  }

  /** While a lease is on its way, somebody may be refused who has something left. */
  private static boolean hasNothingLeft(Response answer) {
    return answer.statusCode() == 429 && answer.header("RateLimit").contains(";r=0;");
  }

  @Test
  void whatHasNotChangedCostsNothing() {
    TestKeys.reload(free("{units: 60, per: 1h, burst: 20}")).then().statusCode(200);
    String key = key("free");
    String tag = as(key).get("/v1/assets/btc").header("ETag");
    for (int i = 0; i < 100; i++) {
      as(key).header("If-None-Match", tag).get("/v1/assets/btc").then().statusCode(304);
    }
  }

  @Test
  void moreRowsCostMore() {
    TestKeys.reload(GuardedSandbox.shipped()).then().statusCode(200);
    String reads = "\"scopes\":[\"history:read\"]";
    assertThat(cost("/v1/candles/btc?limit=1", reads)).isEqualTo(1 + 1);
    assertThat(cost("/v1/candles/btc?limit=5000", reads)).isEqualTo(1 + 5);
    assertThat(cost("/v1/candles/btc?interval=1h&limit=all", reads)).isEqualTo(20);
    assertThat(cost("/v1/candles/btc?l%69mit=5000", reads)).isEqualTo(1 + 5);
    assertThat(cost("/v1/candles/btc?interval=1h&l%69mit=%61ll", reads)).isEqualTo(20);
  }

  @Test
  void moreIndicatorsCostMore() {
    TestKeys.reload(GuardedSandbox.shipped()).then().statusCode(200);
    String reads = "\"scopes\":[\"signals:read\"]";
    String address = "/v1/indicators/btc?interval=1s&limit=5000&names=";
    assertThat(cost(address + "macd(12,26,9)", reads)).isEqualTo(2 + 3);
    assertThat(cost(address + "macd(12,26,9),rsi(14),sma", reads)).isEqualTo(2 + 8);
    assertThat(cost(address + "none,".repeat(40), reads)).as("as much as twenty").isEqualTo(52);
  }

  /**
   * What a request takes of a key that has all it may have. Asked once: while a lease is on its
   * way, and when one has lapsed, less is told to be left than there is.
   */
  private static int cost(String address, String scopes) {
    Response answer =
        as(TestKeys.secret(TestKeys.tenant("cost " + ++tenants, "free"), scopes))
            .urlEncodingEnabled(false)
            .get(address);
    assertThat(answer.statusCode()).isIn(200, 400);
    return FREE_HISTORY
        - Integer.parseInt(answer.header("RateLimit").replaceAll(".*;r=(\\d+);.*", "$1"));
  }

  @Test
  void aWrongKeyIsChargedToTheAddress() {
    TestKeys.reload(
            GuardedSandbox.shipped()
                .replaceFirst(
                    "read: \\{units: 300, per: 1m, burst: 100}",
                    "read: {units: 30, per: 1h, burst: 30}"))
        .then()
        .statusCode(200);
    Response answer = as("tl_live_nonsense").get("/v1/assets/btc");
    for (int i = 0; i < 100 && !hasNothingLeft(answer); i++) {
      answer = as("tl_live_nonsense").get("/v1/assets/btc");
    }
    answer.then().statusCode(429);
    given().get("/v1/assets/btc").then().statusCode(429);
    as(key("free")).get("/v1/assets/btc").then().statusCode(200);
  }

  @Test
  void aQuotaIsForTheDay() throws Exception {
    String policy =
        free("{units: 100000, per: 1m, burst: 10000}")
            .replace("quota: {day: 200000, month: 3000000}", "quota: {day: 25, month: 3000000}");
    TestKeys.reload(policy).then().statusCode(200);
    String key = key("free");
    for (int i = 0; i < 25; i++) {
      as(key).get("/v1/assets/btc").then().statusCode(200);
    }
    Response over = as(key).get("/v1/assets/btc");
    over.then().statusCode(429).body("code", equalTo("quota_exceeded"));
    assertThat(Integer.parseInt(over.header("Retry-After"))).isBetween(1, 86_400);
    TimeUnit.SECONDS.sleep(7); // it is written down meanwhile, and read again
    as(key).get("/v1/assets/btc").then().statusCode(429).body("code", equalTo("quota_exceeded"));
  }

  @Test
  void aPolicyIsReadAgainAsAWholeOrNotAtAll() {
    String before = admin().get("/v1/admin/policy").path("version");
    Response done = TestKeys.reload(free("{units: 61, per: 1m, burst: 30}"));
    done.then()
        .statusCode(200)
        .body("version", not(equalTo(before)))
        .body("changes", not(equalTo(List.of())));
    String version = done.path("version");
    TestKeys.reload(GuardedSandbox.shipped().replace("scope: prices:read", "scope: prices:raed"))
        .then()
        .statusCode(409)
        .body("code", equalTo("policy_refused"));
    TestKeys.reload(GuardedSandbox.shipped().replaceFirst("(?m)^  GET /v1/venues:.*$", ""))
        .then()
        .statusCode(409)
        .body("detail", matchesPattern("(?s).*no rule for GET /v1/venues.*"));
    admin().get("/v1/admin/policy").then().body("version", equalTo(version));
    given().get("/v1/status").then().body("policy", equalTo(version));
    admin().get("/v1/admin/audit?limit=3").then().body("data.act", hasItem("policy.reload"));
  }

  @Test
  void nobodyHasMoreUnderWayThanTheirPlanGives() throws Exception {
    TestKeys.reload(
            free("{units: 100000, per: 1m, burst: 10000}")
                .replaceFirst("concurrency: 16", "concurrency: 1"))
        .then()
        .statusCode(200);
    String key = key("free");
    // a body that does not come keeps its request under way
    String head =
        "POST /sample/body HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + key
            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";
    Response answer = whileHeld(head, key);
    for (int again = 0; again < 20 && answer.statusCode() == 200; again++) {
      answer = whileHeld(head, key); // ours was there first, and the other was refused
    }
    answer.then().statusCode(429).body("code", equalTo("too_many_at_once"));
  }

  private static Response whileHeld(String head, String key) throws Exception {
    try (Socket held = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      held.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      held.getOutputStream().flush();
      TimeUnit.MILLISECONDS.sleep(200);
      return as(key).get("/v1/assets/btc");
    }
  }
}
