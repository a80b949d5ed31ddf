package io.tapeline.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("service")
@QuarkusTest
class ProblemsTest {

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics = URI.create("");

  private static Response get(String path) {
    return given().urlEncodingEnabled(false).get(path);
  }

  /** Checks what every problem has. */
  private static ValidatableResponse problem(Response response, int status, String code) {
    String type = response.path("type");
    String id = response.header("X-Request-Id");
    given().get(type).then().statusCode(200).contentType(ContentType.HTML);
    return response
        .then()
        .statusCode(status)
        .header("Content-Type", "application/problem+json")
        .header("Cache-Control", "no-store")
        .body("type", equalTo("/problems/" + code))
        .body("code", equalTo(code))
        .body("status", equalTo(status))
        .body("instance", equalTo(id))
        .body("$", not(hasItem("stack")));
  }

  @Test
  void unknownAddressesEndAsProblems() {
    for (String path : new String[] {"/nope", "/v1", "/v1/nope", "/v1/assets/btc/nope"}) {
      problem(get(path), 404, "not_found").body("detail", containsString(path));
    }
    problem(get("/problems/nope"), 404, "not_found");
    problem(get("/problems/..%2Fapplication"), 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({"btcc,btc", "BTCC,btc", "etherium,''", "usdx,usd"})
  void anUnknownAssetNamesNearMatches(String given, String near) {
    var problem = problem(get("/v1/assets/" + given), 404, "unknown_asset");
    if (!near.isEmpty()) {
      problem.body("near", hasItem(near)).body("detail", containsString(near));
    }
  }

  @Test
  void otherMethodsAreRefusedWithThoseThatThereAre() {
    problem(given().delete("/v1/assets/btc"), 405, "method_not_allowed")
        .header("Allow", "GET, HEAD, OPTIONS")
        .body("detail", containsString("DELETE"));
    problem(given().get("/sample/body"), 405, "method_not_allowed")
        .header("Allow", "OPTIONS, POST");
    given().options("/v1/assets").then().statusCode(200).header("Allow", containsString("GET"));
  }

  @Test
  void formatsThatAreNotOfferedAreRefusedWithThoseThatAre() {
    problem(given().accept("image/png").get("/v1/assets"), 406, "not_acceptable")
        .body("detail", containsString("text/csv"));
    problem(given().accept("text/csv").get("/v1/assets/btc"), 406, "not_acceptable")
        .body("detail", not(containsString("application/x-ndjson")));
  }

  @Test
  void everyWrongParameterIsNamedAtOnce() {
    problem(
            get("/v1/assets?kind=rock&limit=0&cursor=zz&colour=red&fields=id,nmae,contracts.x"),
            400,
            "invalid_request")
        .body("errors.size()", equalTo(6))
        .body("errors.parameter", hasItems("kind", "limit", "cursor", "colour", "fields", "fields"))
        .body("errors.value", hasItems("rock", "0", "zz", "red", "nmae", "contracts.x"))
        .body("errors.find { it.parameter == 'limit' }.reason", containsString("1 to 5000"))
        .body("errors.find { it.parameter == 'colour' }.reason", containsString("cursor, fields"));
  }

  @Test
  void unknownParametersAreRefusedEvenWhereNothingElseIsWrong() {
    problem(get("/v1/assets?limt=5"), 400, "invalid_request")
        .body("errors[0].parameter", equalTo("limt"));
    problem(get("/v1/assets/nope?x=1"), 400, "invalid_request");
    problem(get("/sample/prepared?x"), 400, "invalid_request");
  }

  @Test
  void aSingleParameterComesOnceAndListsMayRepeat() {
    problem(get("/sample/repeated?one=1&one=2"), 400, "invalid_request")
        .body("errors[0].parameter", equalTo("one"))
        .body("errors[0].reason", equalTo("must come once"));
    get("/sample/repeated?tag=a&tag=b").then().statusCode(200).body(equalTo("[\"a\",\"b\"]"));
  }

  @Test
  void longValuesAreRefusedAndGivenBackShortened() {
    problem(get("/v1/markets?asset=" + "a".repeat(2001)), 400, "invalid_request")
        .body("errors[0].value.length()", equalTo(101));
    problem(get("/v1/assets?fields=" + "id,".repeat(101) + "id"), 400, "invalid_request");
    problem(get("/v1/assets/" + "a".repeat(3000)), 404, "unknown_asset");
    problem(get("/v1/assets?kind=" + "a".repeat(9000)), 414, "address_too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%C3%28", "%00", "a%2Fb", "%0d%0aX:1"})
  void oddlyEscapedInputsNeverBreakAnything(String odd) {
    for (String path : new String[] {"/v1/assets/" + odd, "/v1/markets?venue=" + odd, "/" + odd}) {
      Response response = get(path);
      assertThat(response.statusCode()).as(path).isIn(400, 404);
      assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(response.header("X")).isNull();
    }
  }

  @Test
  void ourMistakesSayNothingOfTheInside() {
    for (String path : new String[] {"/sample/bug", "/sample/unwritable"}) {
      Response response = get(path);
      problem(response, 500, "internal");
      assertThat(response.asString()).doesNotContain("secrets", "Exception", "io.tapeline", "at ");
    }
  }

  @Test
  void anOutageSaysWhenToTryAgain() {
    problem(get("/sample/outage"), 503, "store_unavailable").header("Retry-After", "5");
  }

  @Test
  void aWrongBodyIsNamedByItsPointer() {
    var wrong = given().contentType(ContentType.JSON).body("{\"count\":\"many\",\"inners\":[]}");
    problem(wrong.post("/sample/body"), 400, "invalid_request")
        .body("errors[0].pointer", equalTo("/count"));
    var nested = given().contentType(ContentType.JSON).body("{\"inners\":[{\"nte\":1}]}");
    problem(nested.post("/sample/body"), 400, "invalid_request")
        .body("errors[0].pointer", equalTo("/inners/0/nte"));
    var cut = given().contentType(ContentType.JSON).body("{\"count\":");
    problem(cut.post("/sample/body"), 400, "invalid_request");
    var text = given().contentType(ContentType.TEXT).body("hello");
    problem(text.post("/sample/body"), 415, "unsupported_media_type");
    var good = given().contentType(ContentType.JSON).body("{\"count\":1,\"inners\":[]}");
    problem(good.post("/sample/body?x=1"), 400, "invalid_request");
    given()
        .contentType(ContentType.JSON)
        .body("{\"count\":1,\"inners\":[]}")
        .post("/sample/body")
        .then()
        .statusCode(200);
  }

  @Test
  void aBodyBeyondItsLimitIsRefused() {
    var huge = given().contentType(ContentType.JSON).body("\"" + "x".repeat(2 << 20) + "\"");
    huge.post("/sample/body").then().statusCode(413);
  }

  @Test
  void whatEndsBeforeItsResourceIsCountedByItsRoute() {
    for (int i = 0; i < 5; i++) {
      String address = "/v1/assets/counted-" + i;
      problem(given().header("Authorization", "Bearer none").get(address), 401, "unknown_key");
      problem(given().put(address), 405, "method_not_allowed");
      given().options(address).then().statusCode(200);
      get("/nowhere/counted-" + i + "/");
    }
    String counted = given().get(metrics).asString();
    assertThat(counted).contains("uri=\"/v1/assets/{asset}\"").doesNotContain("counted-");
  }

  @Test
  void aBodyOfAnyTypeIsOfNone() {
    problem(
        given().header("Content-Type", "*/*").post("/sample/body"), 415, "unsupported_media_type");
  }

  @Test
  void aNumberIsNoText() {
    String body = "{\"count\":1,\"inners\":[{\"note\":7,\"tags\":[]}]}";
    problem(
            given().contentType(ContentType.JSON).body(body).post("/sample/body"),
            400,
            "invalid_request")
        .body("errors.pointer", hasItem("/inners/0/note"));
  }
}
