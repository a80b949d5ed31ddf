package io.tapeline.service;

import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People come with tokens of an issuer that the operator trusts, which has its own troubles. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class OutsideIssuerTest {

  private static final String PATH = "/v1/assets/btc?fields=id";
  private static final String READS = ",\"scope\":\"openid prices:read\"";
  private static final String ROLE = ",\"realm_access\":{\"roles\":[\"user\",\"market-admin\"]}";

  @Inject DataSource database;

  private OutsideIssuer issuer;

  @BeforeEach
  void start() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
    issuer = new OutsideIssuer();
    issuer.awaitTrust(issuer.token("the first", READS));
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static void await(String token, int status, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (as(token).get(PATH).statusCode() != status) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void refused(Response answer, int status, String code) {
    answer.then().statusCode(status).body("code", equalTo(code));
  }

  @Test
  void aPersonMayWhatTheirScopesSay() {
    String token = issuer.token("ann", READS);
    as(token).get("/v1/prices/btc").then().statusCode(200);
    refused(as(token).get("/v1/candles/btc"), 403, "missing_scope");
    as(token)
        .get("/v1/account")
        .then()
        .statusCode(200)
        .body("tenant", nullValue())
        .body("key", nullValue())
        .body("plan.name", equalTo("free"))
        .body("scopes", contains("prices:read"));
    refused(as(issuer.token("bob", "")).get("/v1/prices/btc"), 403, "missing_scope");
  }

  @Test
  void aPersonCountsAsThemselves() throws Exception {
    String ann = issuer.token("ann|who counts", READS);
    as(ann).get(PATH).then().statusCode(200);
    as(issuer.token("ann|who counts", READS + ",\"jti\":\"2\"")).get(PATH).then().statusCode(200);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (counted("person:ann%7Cwho+counts") != 2) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private long counted(String account) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT coalesce(sum(requests), 0) FROM access_usage WHERE account = ?")) {
      statement.setString(1, account);
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    }
  }

  @Test
  void aRoleMayAdministerAndIsOnRecord() {
    String boss = issuer.token("the boss", ROLE);
    Response made =
        as(boss)
            .contentType("application/json")
            .body("{\"name\":\"of a person\"}")
            .post("/v1/admin/tenants");
    made.then().statusCode(201);
    admin().get("/v1/admin/audit?limit=5").then().body("data.actor", hasItem("person:the+boss"));
    as(boss)
        .contentType("application/json")
        .body("{\"tenant\":\"" + made.path("id") + "\",\"scopes\":[\"prices:read\"]}")
        .post("/v1/keys")
        .then()
        .statusCode(201);
    refused(
        as(boss)
            .contentType("application/json")
            .body("{\"scopes\":[\"prices:read\"]}")
            .post("/v1/keys"),
        401,
        "key_required");
    refused(
        as(boss).contentType("application/json").body("{}").post("/v1/auth/token"),
        401,
        "key_required");
    refused(as(issuer.token("a user", READS)).get("/v1/admin/tenants"), 403, "missing_scope");
  }

  @Test
  void aClaimNamesTheirTenantAndTheirPlan() throws Exception {
    String id = TestKeys.tenant("people's desk", "pro");
    String token = issuer.token("cleo", READS + ",\"org\":\"people's desk\"");
    as(token)
        .get("/v1/account")
        .then()
        .statusCode(200)
        .body("tenant", equalTo(id))
        .body("plan.name", equalTo("pro"));
    as(issuer.token("cleo", READS + ",\"org\":\"people's desk\",\"plan\":\"desk\""))
        .get("/v1/account")
        .then()
        .body("tenant", equalTo(id))
        .body("plan.name", equalTo("desk"));
    String early = issuer.token("dan", READS + ",\"org\":\"yet to come\"");
    refused(as(early).get(PATH), 401, "invalid_token");
    TestKeys.tenant("yet to come", "free");
    await(early, 200, Duration.ofSeconds(1));
    admin().delete("/v1/admin/tenants/" + id).then().statusCode(200);
    await(token, 401, Duration.ofSeconds(1));
    refused(as(token).get(PATH), 401, "invalid_token");
  }

  @Test
  void anotherKeyOfTheIssuerIsHeardOfAndTheOldOneEnds() throws Exception {
    String old = issuer.token("eve", READS);
    as(old).get(PATH).then().statusCode(200);
    issuer.rotate("second");
    await(issuer.token("eve", READS), 200, Duration.ofSeconds(5));
    refused(as(old).get(PATH), 401, "invalid_token");
  }

  @Test
  void whileTheIssuerIsDownItsKeysStay() throws Exception {
    issuer.goDown();
    TimeUnit.MILLISECONDS.sleep(1_500);
    as(issuer.token("fay", READS)).get(PATH).then().statusCode(200);
    String foreign =
        issuer.token("gil", READS).replaceFirst("^[^.]+", "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ");
    refused(as(foreign).get(PATH), 401, "invalid_token");
    TimeUnit.MILLISECONDS.sleep(1_500);
    as(issuer.token("hal", READS)).get(PATH).then().statusCode(200);
    issuer.rotate("third");
    issuer.comeBack();
    await(issuer.token("ivy", READS), 200, Duration.ofSeconds(10));
  }

  @Test
  void noRequestWaitsForAnIssuerThatHangs() throws Exception {
    issuer.hang(true);
    int before = issuer.asked();
    String unknown = "eyJhbGciOiJSUzI1NiIsImtpZCI6Im5vYm9keSJ9.e30.AA";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    long slowest = 0;
    while (System.nanoTime() < deadline) {
      long began = System.nanoTime();
      refused(as(unknown).get(PATH), 401, "invalid_token");
      as(issuer.token("jan", READS)).get(PATH).then().statusCode(200);
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    assertThat(issuer.asked()).isGreaterThan(before);
    assertThat(issuer.asked() - before).isLessThan(6);
    assertThat(Duration.ofNanos(slowest))
        .as("whoever waits for it waits two seconds")
        .isLessThan(Duration.ofMillis(1_800));
  }
}
