package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tapeline.access.app.KeyHash;
import io.tapeline.access.app.KeyStore;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys are made, told once, used, replaced and ended. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class KeysTest {

  private static final String READS = "\"scopes\":[\"prices:read\",\"history:read\"]";

  private static String tenant = "";

  @Inject DataSource database;
  @Inject KeyStore keys;

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    if (tenant.isEmpty()) {
      tenant = TestKeys.tenant("keys", "pro");
    }
  }

  private static void await(String key, int status) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (as(key).get("/v1/assets/btc").statusCode() != status) {
      assertThat(System.nanoTime()).as("within a second").isLessThan(deadline);
    }
  }

  private static void refused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
    if (status == 401) {
      answer.then().header("WWW-Authenticate", startsWith("Bearer"));
    }
  }

  @Test
  void withoutAKeyReadsAreAnsweredAndAllElseAsksForOne() {
    given().get("/v1/prices/btc").then().statusCode(200);
    given().get("/v1/candles/btc?limit=1").then().statusCode(200);
    refused(given().get("/v1/jobs"), 401, "key_required");
    refused(
        given().contentType("application/json").body("{\"id\":\"btc\"}").post("/v1/exports"),
        401,
        "key_required");
    refused(given().get("/v1/keys"), 401, "key_required");
    refused(given().get("/v1/admin/tenants"), 401, "key_required");
    given()
        .get("/v1/account")
        .then()
        .statusCode(200)
        .body("tenant", nullValue())
        .body("plan.name", equalTo("anonymous"));
  }

  @Test
  void aKeyIsShownOnceAndWorksInBothHeadersAndNowhereElse() {
    Response made = TestKeys.key(tenant, READS + ",\"note\":\"the dashboard\"");
    String key = made.path("secret");
    assertThat(key).matches("tl_live_[0-9A-Za-z]{38}");
    made.then().header("Cache-Control", equalTo("no-store"));
    String id = made.path("key.id");
    as(key).get("/v1/prices/btc").then().statusCode(200);
    given().header("X-API-Key", key).get("/v1/prices/btc").then().statusCode(200);
    as(key)
        .get("/v1/account")
        .then()
        .body("tenant", equalTo(tenant))
        .body("key", equalTo(id))
        .body("plan.name", equalTo("pro"))
        .body("scopes", containsInAnyOrder("prices:read", "history:read"));
    given().get("/v1/prices/btc?api_key=" + key).then().statusCode(400);
    refused(as(key).header("X-API-Key", key).get("/v1/prices/btc"), 401, "unknown_key");
    admin()
        .get("/v1/keys/" + id)
        .then()
        .statusCode(200)
        .body("start", equalTo(key.substring(0, 12)))
        .body("note", equalTo("the dashboard"))
        .body("", not(hasItem("secret")));
    assertThat(admin().get("/v1/keys?tenant=" + tenant).asString())
        .contains(id)
        .doesNotContain(key);
  }

  @Test
  void whatIsNoKeyIsRefusedWhateverItLooksLike() {
    String good = TestKeys.secret(tenant, READS);
    for (String bad :
        List.of(
            "x",
            "tl_live_",
            good.substring(0, good.length() - 1),
            good + "x",
            good.replace("tl_live_", "tl_test_"),
            good.substring(0, 20) + (good.charAt(20) == 'a' ? 'b' : 'a') + good.substring(21),
            "a".repeat(5000))) {
      refused(as(bad).get("/v1/prices/btc"), 401, "unknown_key");
    }
    refused(
        given().header("Authorization", "Basic eDp5").get("/v1/prices/btc"), 401, "unknown_key");
    refused(
        given().header("X-API-Key", good).header("X-API-Key", good).get("/v1/prices/btc"),
        401,
        "unknown_key");
  }

  @Test
  void aRevokedKeyIsNotGoodAnyMore() throws Exception {
    Response made = TestKeys.key(tenant, READS);
    String key = made.path("secret");
    String address = "/v1/keys/" + made.path("key.id");
    as(key).get("/v1/assets/btc").then().statusCode(200);
    admin().delete(address).then().statusCode(200).body("revoked", not(nullValue()));
    await(key, 401);
    refused(as(key).get("/v1/assets/btc"), 401, "key_revoked");
    String first = admin().get(address).path("revoked");
    admin().delete(address).then().statusCode(200).body("revoked", equalTo(first));
    refused(admin().body("{}").post(address + "/rotate"), 409, "key_ended");
  }

  @Test
  void aKeyIsReplacedWithAnOverlap() throws Exception {
    Response made = TestKeys.key(tenant, READS);
    String old = made.path("secret");
    String address = "/v1/keys/" + made.path("key.id");
    Response rotated = admin().body("{\"overlap\":\"PT4S\"}").post(address + "/rotate");
    rotated
        .then()
        .statusCode(201)
        .body("key.replaces", equalTo(made.path("key.id")))
        .body("key.scopes", containsInAnyOrder("prices:read", "history:read"));
    String fresh = rotated.path("secret");
    as(old).get("/v1/assets/btc").then().statusCode(200);
    as(fresh).get("/v1/assets/btc").then().statusCode(200);
    TimeUnit.MILLISECONDS.sleep(4_100);
    await(old, 401);
    refused(as(old).get("/v1/assets/btc"), 401, "key_expired");
    as(fresh).get("/v1/assets/btc").then().statusCode(200);
  }

  @Test
  void aKeyEndsWithItsTime() throws Exception {
    String end = Instant.now().plusSeconds(4).toString();
    String key = TestKeys.secret(tenant, READS + ",\"expires\":\"" + end + "\"");
    as(key).get("/v1/assets/btc").then().statusCode(200);
    TimeUnit.MILLISECONDS.sleep(4_100);
    refused(as(key).get("/v1/assets/btc"), 401, "key_expired");
  }

  @Test
  void aKeyIsGoodFromItsAddressesOnly() {
    String away =
        TestKeys.secret(tenant, READS + ",\"addresses\":[\"192.0.2.0/24\",\"2001:db8::1\"]");
    refused(as(away).get("/v1/assets/btc"), 403, "address_not_allowed");
    String here = TestKeys.secret(tenant, READS + ",\"addresses\":[\"127.0.0.0/8\",\"::1\"]");
    as(here).get("/v1/assets/btc").then().statusCode(200);
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    String keeper = TestKeys.secret(tenant, "\"scopes\":[\"keys:write\",\"prices:read\"]");
    as(keeper)
        .contentType("application/json")
        .body("{\"scopes\":[\"prices:read\"]}")
        .post("/v1/keys")
        .then()
        .statusCode(201)
        .body("key.tenant", equalTo(tenant));
    as(keeper)
        .contentType("application/json")
        .body(
            "{\"scopes\":[\"admin\",\"x\",\"prices:read\"],\"note\":\""
                + "n".repeat(201)
                + "\",\"expires\":\"1999-01-01T00:00:00Z\",\"addresses\":[\"1.2.3\"],\"tenant\":\"x\"}")
        .post("/v1/keys")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/scopes/0", "/scopes/1", "/note", "/expires", "/addresses/0", "/tenant"));
    refused(as(keeper).get("/v1/admin/tenants"), 403, "missing_scope");
    refused(as(keeper).get("/v1/candles/btc"), 403, "missing_scope");
    String other = TestKeys.tenant("others", "free");
    String theirs = TestKeys.key(other, READS).path("key.id");
    refused(as(keeper).get("/v1/keys/" + theirs), 404, "unknown_key_id");
    refused(as(keeper).delete("/v1/keys/" + theirs), 404, "unknown_key_id");
    as(keeper).get("/v1/keys?tenant=" + other).then().statusCode(400);
  }

  @Test
  void keysOfAClosedTenantAreNotGood() throws Exception {
    String closing = TestKeys.tenant("closing", "free");
    String key = TestKeys.secret(closing, READS);
    as(key).get("/v1/assets/btc").then().statusCode(200);
    admin().delete("/v1/admin/tenants/" + closing).then().statusCode(200);
    await(key, 401);
    admin()
        .body("{\"tenant\":\"" + closing + "\"," + READS + "}")
        .post("/v1/keys")
        .then()
        .statusCode(400);
    admin().body("{\"name\":\"closing\"}").post("/v1/admin/tenants").then().statusCode(409);
  }

  @Test
  void anotherPlanCountsAtOnce() throws Exception {
    String moving = TestKeys.tenant("moving", "free");
    String key = TestKeys.secret(moving, READS);
    as(key).get("/v1/account").then().body("plan.name", equalTo("free"));
    admin().body("{\"plan\":\"desk\"}").post("/v1/admin/tenants/" + moving).then().statusCode(200);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (!"desk".equals(as(key).get("/v1/account").path("plan.name"))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    admin()
        .body("{\"plan\":\"golden\"}")
        .post("/v1/admin/tenants/" + moving)
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/plan"));
  }

  @Test
  void aTestKeyWorksWhereAllIsSimulated() {
    String key = TestKeys.secret(tenant, READS + ",\"test\":true");
    assertThat(key).startsWith("tl_test_");
    as(key).get("/v1/prices/btc").then().statusCode(200).body("feed", equalTo("sandbox"));
    as(key).get("/v1/account").then().body("test", equalTo(true));
  }

  @Test
  void nothingThatIsKeptGivesAKeyAway() throws Exception {
    String key = TestKeys.secret(tenant, READS);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("access_key", "audit", "tenant", "access_usage")) {
        try (ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FROM "
                    + table
                    + " t WHERE t::text LIKE '%"
                    + key.substring(12)
                    + "%'")) {
          found.next();
          assertThat(found.getInt(1)).as(table).isZero();
        }
      }
      for (String change :
          List.of("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit")) {
        assertThatThrownBy(() -> statement.execute(change))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("only added to");
      }
    }
  }

  @Test
  void hashesAreMadeWithTheSecretThatTheFirstProcessHad() {
    given()
        .get("/v1/status")
        .then()
        .body("parts.find { it.name == 'keys' }.ok", equalTo(true))
        .body("parts.find { it.name == 'keys' }.problem", nullValue());
    byte[] other = new KeyHash("another secret than ours".getBytes(UTF_8)).check();
    assertThat(keys.hasSecretOf(other).await().atMost(Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void everyActIsOnRecord() {
    Response made = TestKeys.key(tenant, READS);
    String id = made.path("key.id");
    admin().body("{}").post("/v1/keys/" + id + "/rotate").then().statusCode(201);
    admin()
        .header("X-Forwarded-For", "203.0.113.9")
        .delete("/v1/keys/" + id)
        .then()
        .statusCode(200);
    Response log = admin().get("/v1/admin/audit?limit=5");
    log.then()
        .statusCode(200)
        .body("data.act", hasItem("key.revoke"))
        .body("data[0].subject", equalTo("key:" + id))
        .body("data[0].actor", startsWith("key:"))
        .body("data[0].address", equalTo("203.0.113.9")) // as the proxy beside us says
        .body("data[1].address", containsString("127.0.0.1"));
    log.then().body("data", hasSize(5));
    assertThat(log.<String>path("next")).isNotNull();
  }

  @Test
  void whatWasAskedIsCounted() throws Exception {
    String counting = TestKeys.tenant("counting", "pro");
    String key = TestKeys.secret(counting, READS);
    for (int i = 0; i < 7; i++) {
      as(key).get("/v1/assets/btc").then().statusCode(200);
    }
    as(key).get("/v1/candles/btc?limit=3000").then().statusCode(200);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Response usage = as(key).get("/v1/account/usage");
    while (usage.path("data.find { it.route == 'GET /v1/candles/{id}' }") == null
        || usage.path("data.find { it.route == 'GET /v1/assets/{asset}' }") == null) {
      assertThat(System.nanoTime()).as(usage.asString()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
      usage = as(key).get("/v1/account/usage");
    }
    usage
        .then()
        .body("data.find { it.route == 'GET /v1/candles/{id}' }.units", equalTo(4))
        .body("data.find { it.route == 'GET /v1/assets/{asset}' }.requests", equalTo(7))
        .body("data.find { it.route == 'GET /v1/assets/{asset}' }.units", equalTo(7));
    String used = as(key).get("/v1/account").path("key");
    admin().get("/v1/keys/" + used).then().body("last_used", not(nullValue()));
  }
}
