package io.tapeline.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Quarkus runs its tests in a world of their own: the contract is there too. */
@Tag("service")
@QuarkusTest
class EveryRequestIsJudgedTest {

  @Test
  void aWrongAnswerFailsATestThatDoesNotLook() throws Exception {
    try (LyingService service = new LyingService(418, Map.of(), "")) {
      assertThatThrownBy(() -> given().port(service.port()).get("/v1/status"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("418 not defined");
    }
  }

  @Test
  void aRightAnswerOfTheServicePasses() {
    given().get("/v1/status").then().statusCode(200);
  }
}
