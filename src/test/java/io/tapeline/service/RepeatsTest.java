package io.tapeline.service;

import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is asked again under the same idempotency key is done once. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class RepeatsTest {

  private static final String READS = "\"scopes\":[\"prices:read\"]";
  private static String tenant = "";

  @BeforeEach
  void prepare() throws InterruptedException {
    TestKeys.awaitAdmin();
    if (tenant.isEmpty()) {
      tenant = TestKeys.tenant("repeats", "pro");
    }
  }

  private static Response post(String path, String once, String body) {
    return admin().header("Idempotency-Key", once).body(body).post(path);
  }

  private static String key(String note) {
    return "{\"tenant\":\"%s\",%s,\"note\":\"%s\"}".formatted(tenant, READS, note);
  }

  private static void conflict(Response answer) {
    answer.then().statusCode(422).body("code", equalTo("idempotency_conflict"));
  }

  private static void already(Response answer, String id) {
    answer
        .then()
        .statusCode(409)
        .body("code", equalTo("already_made"))
        .body("detail", containsString(id));
  }

  private static int keysWith(String note) {
    return admin()
        .get("/v1/keys?limit=1000&tenant=" + tenant)
        .<List<?>>path("data.findAll { it.note == '" + note + "' }")
        .size();
  }

  @Test
  void aKeyIsMadeOnceAndItsTextToldOnce() {
    Response first = post("/v1/keys", "a", key("once"));
    first.then().statusCode(201);
    Response second = post("/v1/keys", "a", key("once"));
    already(second, first.path("key.id"));
    assertThat(second.asString()).doesNotContain("tl_live_");
    // the same said in another order
    already(
        post("/v1/keys", "a", "{\"note\":\"once\",\"tenant\":\"" + tenant + "\"," + READS + "}"),
        first.path("key.id"));
    conflict(post("/v1/keys", "a", key("another")));
    assertThat(keysWith("once")).isEqualTo(1);
    assertThat(keysWith("another")).isZero();
    post("/v1/keys", "b", key("once")).then().statusCode(201);
    assertThat(keysWith("once")).isEqualTo(2);
  }

  @Test
  void everybodyHasIdempotencyKeysOfTheirOwn() {
    post("/v1/keys", "mine", key("mine")).then().statusCode(201);
    String keeper =
        TestKeys.secret(tenant, "\"scopes\":[\"keys:write\",\"prices:read\"],\"note\":\"keeper\"");
    as(keeper)
        .contentType("application/json")
        .header("Idempotency-Key", "mine")
        .body(key("mine"))
        .post("/v1/keys")
        .then()
        .statusCode(201);
  }

  @Test
  void aKeyIsReplacedOnceAlsoIfItHasEndedSince() {
    String id = TestKeys.key(tenant, READS).path("key.id");
    Response first = post("/v1/keys/" + id + "/rotate", "c", "{}");
    first.then().statusCode(201);
    already(post("/v1/keys/" + id + "/rotate", "c", "{}"), first.path("key.id"));
    conflict(post("/v1/keys/" + id + "/rotate", "c", "{\"overlap\":\"PT1M\"}"));
    String other = TestKeys.key(tenant, READS).path("key.id");
    conflict(post("/v1/keys/" + other + "/rotate", "c", "{}"));
  }

  @Test
  void aTenantIsMadeOnceAndToldAgain() {
    Response first = post("/v1/admin/tenants", "d", "{\"name\":\"told again\"}");
    first.then().statusCode(201);
    post("/v1/admin/tenants", "d", "{\"name\":\"told again\"}")
        .then()
        .statusCode(201)
        .header("Location", equalTo(first.header("Location")))
        .body("id", equalTo(first.path("id")));
    conflict(post("/v1/admin/tenants", "d", "{\"name\":\"told otherwise\"}"));
    conflict(post("/v1/keys", "d", key("elsewhere")));
    post("/v1/admin/tenants", "e", "{\"name\":\"told again\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("name_taken"));
  }

  @Test
  void aTenantHasAPlanThatThereIs() {
    for (String plan : List.of("", " ", "PRO", "none")) {
      post("/v1/admin/tenants", "p", "{\"name\":\"of no plan\",\"plan\":\"" + plan + "\"}")
          .then()
          .statusCode(400)
          .body("errors.pointer", equalTo(List.of("/plan")));
    }
  }

  @Test
  void whatWasRefusedMayBeAskedAgain() {
    post("/v1/admin/tenants", "f", "{\"name\":\"repeats\"}").then().statusCode(409);
    post("/v1/admin/tenants", "f", "{\"name\":\"repeats, the second\"}").then().statusCode(201);
  }

  @Test
  void manyAtTheSameMomentMakeOne() throws Exception {
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      List<Future<Response>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(senders.submit(() -> post("/v1/keys", "g", key("many"))));
      }
      int made = 0;
      for (Future<Response> each : all) {
        int status = each.get().statusCode();
        assertThat(status).isIn(201, 409);
        made += status == 201 ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    }
    assertThat(keysWith("many")).isEqualTo(1);
  }

  @Test
  void whoeverSendsTwoIdempotencyKeysMeansNone() {
    admin()
        .header("Idempotency-Key", "one", "two")
        .body(key("two keys"))
        .post("/v1/keys")
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItem("Idempotency-Key"));
    assertThat(keysWith("two keys")).isZero();
  }

  @Test
  void anIdempotencyKeyHasALength() {
    post("/v1/keys", "x".repeat(256), key("long"))
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItem("Idempotency-Key"));
    post("/v1/keys", "x".repeat(255), key("long")).then().statusCode(201);
    admin()
        .get("/v1/keys?limit=1000&tenant=" + tenant)
        .then()
        .body("data.findAll { it.note == 'long' }", hasSize(1));
  }
}
