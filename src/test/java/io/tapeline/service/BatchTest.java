package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.http.InnerDoor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many questions in one request, each judged and answered as if it had come alone. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class BatchTest {

  @Inject InnerDoor door;

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
  }

  @AfterEach
  void generousAgain() {
    TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
  }

  private static Response batch(RequestSpecification caller, String... paths) {
    String questions =
        Arrays.stream(paths)
            .map(path -> "{\"path\":\"" + path + "\"}")
            .collect(Collectors.joining(",", "{\"requests\":[", "]}"));
    return caller.contentType("application/json").body(questions).post("/v1/batch");
  }

  @Test
  void eachQuestionHasTheAnswerThatItHasAlone() {
    String asset = given().get("/v1/assets/btc").asString();
    Response batch =
        batch(
            given(),
            "/v1/assets/btc",
            "/v1/prices/nothing",
            "/v1/candles/btc?limit=wrong&interval=2m",
            "/v1/keys",
            "/v1/nowhere",
            "/v1/assets/eth?fields=id");
    batch
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"))
        .body("data.status", contains(200, 404, 400, 401, 404, 200))
        .body("data[0].path", equalTo("/v1/assets/btc"))
        .body("data[0].headers.etag", notNullValue())
        .body("data[1].body.code", equalTo("unknown_asset"))
        .body("data[1].headers.'content-type'", equalTo("application/problem+json"))
        .body("data[2].body.errors", hasSize(2))
        .body("data[3].body.code", equalTo("key_required"))
        .body("data[4].body.code", equalTo("not_found"))
        .body("data[5].body", equalTo(Map.of("id", "eth")));
    assertThat(batch.asString()).contains(asset);
  }

  @Test
  void whoHasTheAnswerIsToldThatItIsTheSame() {
    String tag = batch(given(), "/v1/assets/btc").path("data[0].headers.etag");
    given()
        .contentType("application/json")
        .body(
            Map.of(
                "requests",
                List.of(
                    Map.of("path", "/v1/assets/btc", "if_none_match", tag),
                    Map.of("path", "/v1/assets/btc", "if_none_match", "\"another\""))))
        .post("/v1/batch")
        .then()
        .body("data.status", contains(304, 200))
        .body("data[0].body", nullValue())
        .body("data[1].body", notNullValue());
  }

  @Test
  void aBatchItselfIsAnsweredWhoeverHasIt() {
    given()
        .header("If-None-Match", "*")
        .contentType("application/json")
        .body("{\"requests\":[{\"path\":\"/v1/status\"}]}")
        .post("/v1/batch")
        .then()
        .statusCode(200);
  }

  @Test
  void aKeyIsTheKeyOfEachQuestion() {
    String tenant = TestKeys.tenant("batch", "free");
    String key = TestKeys.secret(tenant, "\"scopes\":[\"prices:read\",\"keys:write\"]");
    batch(as(key), "/v1/account", "/v1/keys", "/v1/admin/tenants", "/v1/candles/btc?limit=1")
        .then()
        .statusCode(200)
        .body("data.status", contains(200, 200, 403, 403));
  }

  @Test
  void anAddressThatOnlySomeMayAskFromIsTheCallersOwn() {
    String tenant = TestKeys.tenant("batch elsewhere", "free");
    String key =
        TestKeys.secret(tenant, "\"scopes\":[\"prices:read\"],\"addresses\":[\"198.51.100.0/24\"]");
    batch(as(key).header("X-Forwarded-For", "198.51.100.7"), "/v1/prices/btc")
        .then()
        .statusCode(200)
        .body("data.status", contains(200));
    batch(as(key).header("X-Forwarded-For", "192.0.2.7"), "/v1/prices/btc").then().statusCode(403);
    // what the caller sent stands before what the proxy says, in one header or in two
    as(key)
        .header("X-Forwarded-For", "198.51.100.7, 192.0.2.7")
        .get("/v1/prices/btc")
        .then()
        .statusCode(403);
    as(key)
        .header("X-Forwarded-For", "198.51.100.7", "192.0.2.7")
        .get("/v1/prices/btc")
        .then()
        .statusCode(403);
    as(key)
        .header("X-Forwarded-For", "192.0.2.7", "198.51.100.7")
        .get("/v1/prices/btc")
        .then()
        .statusCode(200);
  }

  @Test
  void everyQuestionIsChargedAndAllAreOneRequestUnderWay() {
    TestKeys.reload(
            GuardedSandbox.generous()
                .replaceFirst(
                    "(?s)(  free:.*?read: \\{units: )\\d+(, per: )1m(, burst: )\\d+",
                    "$130$21h$330")
                .replaceFirst("concurrency: 16", "concurrency: 1"))
        .then()
        .statusCode(200);
    String key =
        TestKeys.secret(TestKeys.tenant("batch charged", "free"), "\"scopes\":[\"prices:read\"]");
    String[] fifteen =
        IntStream.range(0, 15).mapToObj(_ -> "/v1/assets/btc").toArray(String[]::new);
    long passed = 0;
    for (int i = 0; i < 5; i++) {
      Response batch = batch(as(key), fifteen);
      assertThat(batch.asString()).doesNotContain("too_many_at_once");
      List<Integer> statuses = batch.path("data.status");
      passed += statuses == null ? 0 : statuses.stream().filter(each -> each == 200).count();
    }
    // of 30; a quarter always passes, and a little ahead of the shared count may
    assertThat(passed).isBetween(7L, 38L);
  }

  @Test
  void whatIsWrongWithABatchIsNamedAtOnce() {
    batch(
            given(),
            "/v1/candles/btc?limit=all",
            "/docs/",
            "http://elsewhere.example/v1/prices",
            "/v1/jobs/x/events",
            "/v1/prices/btc")
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            contains(
                "/requests/0/path", "/requests/1/path", "/requests/2/path", "/requests/3/path"));
    batch(given()).then().statusCode(400).body("errors.pointer", contains("/requests"));
    given().contentType("application/json").post("/v1/batch").then().statusCode(400);
    batch(given(), all("/v1/prices/btc", 11)).then().statusCode(400); // without a key it is 10
    batch(admin(), all("/v1/prices/btc", 51)).then().statusCode(400);
    batch(admin(), all("/v1/assets/btc", 50)).then().statusCode(200).body("data", hasSize(50));
  }

  /** Streams are kept in memory by nobody, and what lies elsewhere is no JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/candles/btc?limit=%61ll",
        "/v1/candles/btc?l%69mit=ALL",
        "/v1/candles/btc?interval=1m;limit=all",
        "/v1/jobs/x/%65vents",
        "/v1/jobs/x/y/%2e%2e/events",
        "/v1/jobs/x/y/../%72esult",
        "/v1/../docs/a",
        "/v1/%2e%2e/openapi.yaml"
      })
  void whatHasNoPlaceInABatchIsRefusedHoweverItIsWritten(String path) {
    batch(given(), path)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/requests/0/path"));
  }

  @Test
  void escapesThatAreNoneAreRefusedAsTheyAreAlone() {
    batch(given(), "/v1/candles/btc?limit=%zz", "/v1/candles/b%zzc", "/v1/prices/%62tc")
        .then()
        .statusCode(200)
        .body("data.status", contains(400, 400, 200));
  }

  @Test
  void aTagThatNoHeaderCanHaveIsRefused() {
    given()
        .contentType("application/json")
        .body(
            Map.of(
                "requests",
                List.of(
                    Map.of("path", "/v1/assets/btc", "if_none_match", "\"a\"\r\nX-API-Key: b"),
                    Map.of("path", "/v1/assets/btc", "if_none_match", "\u20ac"))))
        .post("/v1/batch")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/requests/0/if_none_match", "/requests/1/if_none_match"));
  }

  @Test
  void aTableThatAReceiptGivesIsNoPartOfJson() {
    String receipt =
        given()
            .accept("text/csv")
            .get("/v1/candles/btc?as_of=2020-01-01T00:00:00Z")
            .header("Tapeline-Receipt");
    assertThat(receipt).isNotNull();
    batch(given(), "/v1/receipts/" + receipt)
        .then()
        .statusCode(200)
        .body("data.status", contains(406))
        .body("data[0].body.code", equalTo("not_acceptable"));
  }

  @Test
  void anAnswerThatThereIsNoRoomForIsBrokenOff() {
    AtomicLong room = new AtomicLong(1 << 20);
    Uni<InnerDoor.Answered> endless =
        door.get("/sample/endless", Map.of(), bytes -> room.addAndGet(-bytes) >= 0);
    assertThatThrownBy(() -> endless.await().atMost(Duration.ofSeconds(20)))
        .isInstanceOf(InnerDoor.TooLongException.class);
    assertThat(room.get()).isBetween(-(1L << 20), 0L);
  }

  private static String[] all(String path, int times) {
    return IntStream.range(0, times).mapToObj(_ -> path).toArray(String[]::new);
  }
}
