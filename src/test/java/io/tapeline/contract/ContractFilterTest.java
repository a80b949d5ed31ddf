package io.tapeline.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract stands between tests and service, also where no test has asked for it. */
class ContractFilterTest {

  private static final String JSON = "application/json";
  private static final String PAGE =
      """
      {"data": [{"id": "btc", "name": "Bitcoin", "symbol": "BTC", "kind": "crypto", "decimals": 8,
      "contracts": []}], "next": null}
      """;
  private static final String PROBLEM =
      """
      {"type": "/problems/x", "title": "X", "status": 404, "detail": "X", "instance": "x",
      "code": "x"}
      """;

  /** What is wrong with this answer to {@code GET /v1/assets}; null if nothing is. */
  private static @Nullable String wrong(int status, String type, String body) throws IOException {
    return wrong(status, Map.of("Content-Type", type), body, request -> request.get("/v1/assets"));
  }

  private static @Nullable String wrong(
      int status, Map<String, String> headers, String body, Consumer<RequestSpecification> ask)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("X-Request-Id", "x");
    try (LyingService service = new LyingService(status, all, body)) {
      ask.accept(given().port(service.port()));
      return null;
    } catch (AssertionError e) {
      return e.getMessage();
    }
  }

  @Test
  void whatTheContractSaysPasses() throws IOException {
    assertThat(wrong(200, JSON, PAGE)).isNull();
    assertThat(wrong(400, "application/problem+json", PROBLEM)).isNull();
    assertThat(wrong(200, "text/csv", "id\nbtc\n")).isNull();
    assertThat(wrong(200, "application/x-ndjson", line() + line())).isNull();
  }

  private static String line() {
    return PAGE.substring(PAGE.indexOf('[') + 1, PAGE.indexOf("], \"next")).replace("\n", "")
        + "\n";
  }

  @Test
  void anAnswerOfAnotherShapeFails() throws IOException {
    assertThat(wrong(200, JSON, PAGE.replace("\"Bitcoin\"", "7"))).contains("/data/0/name");
    assertThat(wrong(200, JSON, PAGE.replace("\"symbol\"", "\"sign\""))).contains("symbol");
    assertThat(wrong(200, JSON, PAGE.replace("crypto", "shell"))).contains("kind");
    assertThat(wrong(200, JSON, PAGE.replace("{\"data\"", "{\"more\": 1, \"data\"")))
        .contains("more");
    assertThat(wrong(200, JSON, "")).contains("body");
    assertThat(wrong(400, "application/problem+json", "{}")).contains("required");
  }

  @Test
  void lineByLineToo() throws IOException {
    String wrong = line() + line().replace("\"btc\"", "null");
    assertThat(wrong(200, "application/x-ndjson", wrong)).contains("/data/1/id");
  }

  @Test
  void aStatusTypeOrHeaderThatIsNotDocumentedFails() throws IOException {
    assertThat(wrong(418, JSON, "{}")).contains("418 not defined");
    assertThat(wrong(200, "text/html", "<p>")).contains("text/html");
    assertThat(wrong(400, JSON, PROBLEM)).contains("application/json");
    assertThat(
            wrong(
                200, Map.of("Content-Type", JSON, "X-Secret", "1"), PAGE, r -> r.get("/v1/assets")))
        .contains("no header x-secret at 200");
    assertThat(wrong(200, Map.of("Content-Type", JSON), "{}", r -> r.get("/v1/nothing")))
        .contains("no operation");
  }

  @Test
  void aRequestThatTheContractForbidsMustNotSucceed() throws IOException {
    Map<String, String> json = Map.of("Content-Type", JSON);
    assertThat(wrong(200, json, PAGE, r -> r.get("/v1/assets?limit=0"))).contains("limit");
    assertThat(wrong(200, json, PAGE, r -> r.get("/v1/assets?kind=rock"))).contains("rock");
    assertThat(wrong(200, json, PAGE, r -> r.get("/v1/assets?what=1"))).contains("what");
    assertThat(wrong(200, json, PAGE, r -> r.get("/v1/assets?kind=CRYPTO&limit=5"))).isNull();
    String made = "{\"id\": \"x\"}";
    assertThat(
            wrong(201, json, made, r -> r.contentType(JSON).body("{}").post("/v1/admin/tenants")))
        .contains("name");
  }

  @Test
  void fieldsLeaveOutFieldsAndNothingElseIsForgiven() throws IOException {
    Map<String, String> json = Map.of("Content-Type", JSON);
    String some = "{\"data\": [{\"id\": \"btc\"}], \"next\": null}";
    assertThat(wrong(200, json, some, r -> r.get("/v1/assets?fields=id"))).isNull();
    assertThat(wrong(200, json, some.replace("\"btc\"", "1"), r -> r.get("/v1/assets?fields=id")))
        .contains("/data/0/id");
  }

  @Test
  void whatIsNotOfTheApiIsNotJudged() throws IOException {
    assertThat(wrong(200, Map.of("X-Any", "1"), "any", r -> r.get("/q/metrics"))).isNull();
  }
}
