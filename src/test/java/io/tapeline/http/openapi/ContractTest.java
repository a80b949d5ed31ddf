package io.tapeline.http.openapi;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
class ContractTest {

  private static final Path RELEASED = Path.of("openapi/openapi.yaml");

  @TestHTTPResource(value = "/health/live", management = true)
  URI health = URI.create("");

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics = URI.create("");

  @Test
  void theContractIsTheReleasedOne() throws IOException {
    String now = given().get("/openapi.yaml").asString();
    Files.createDirectories(Path.of("target/openapi"));
    Files.writeString(Path.of("target/openapi/served.yaml"), now);
    assertThat(now.strip())
        .as("the API changed: see openapi/README.md for how to accept it")
        .isEqualTo(Files.exists(RELEASED) ? Files.readString(RELEASED).strip() : "");
  }

  @Test
  void everyReadNamesItsProblemsAnswersAndExamples() {
    JsonPath contract = given().get("/openapi.json").jsonPath();
    Map<String, Map<String, Map<String, Object>>> paths = contract.getMap("paths");
    assertThat(paths).containsKeys("/v1/assets", "/v1/assets/{asset}", "/v1/markets");
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  assertThat(operation)
                      .as(method + " " + path)
                      .containsKeys("operationId", "summary", "description", "tags", "responses");
                  assertThat(((Map<?, ?>) requireNonNull(operation.get("responses"))).keySet())
                      .as(method + " " + path)
                      .map(Object::toString)
                      .contains("400", "406", "500")
                      .containsAnyOf("200", "201", "202")
                      .satisfies(
                          statuses -> {
                            // an event stream has no tag
                            if (method.equals("get") && !path.endsWith("/events")) {
                              assertThat(statuses).as(path).anyMatch("304"::equals);
                            }
                          });
                  assertThat((List<?>) operation.get("tags")).as(method + " " + path).hasSize(1);
                  assertThat(operation.get("parameters"))
                      .asInstanceOf(InstanceOfAssertFactories.LIST)
                      .allSatisfy(
                          parameter ->
                              assertThat((Map<?, ?>) parameter)
                                  .as(method + " " + path)
                                  .matches(
                                      p -> p.containsKey("$ref") || p.containsKey("description")));
                }));
  }

  @Test
  void thereIsJsonTooAndAPageForPeople() {
    given().get("/openapi.json").then().statusCode(200).contentType("application/json");
    given().get("/docs").then().statusCode(200).contentType("text/html");
  }

  @Test
  void probesAndMetricsAreOnTheManagementPortOnly() {
    given().get(health).then().statusCode(200);
    given().get(metrics).then().statusCode(200);
    for (String path : List.of("/q/health", "/q/metrics", "/q/openapi")) {
      given().get(path).then().statusCode(404).contentType("application/problem+json");
    }
  }
}
