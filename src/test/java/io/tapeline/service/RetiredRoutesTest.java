package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever asks for what will be gone is told so with each answer. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class RetiredRoutesTest {

  private static void assertTold(Response answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.header("Deprecation")).isEqualTo("@1798761600");
    assertThat(answer.header("Sunset")).isEqualTo("Tue, 01 Jun 2027 00:00:00 GMT");
    assertThat(answer.headers().getValues("Link"))
        .contains(
            "<https://docs.example/rows>; rel=\"deprecation\"",
            "</sample/prepared>; rel=\"successor-version\"");
  }

  @Test
  void theEndIsToldWithEachAnswer() {
    Response answer = given().get("/sample/rows");
    assertTold(answer, 200);
    assertTold(given().header("If-None-Match", answer.header("ETag")).get("/sample/rows"), 304);
    assertTold(given().get("/sample/rows?nothing=such"), 400);
    assertTold(given().header("Authorization", "Bearer nobody").get("/sample/rows"), 401);
    assertTold(given().head("/sample/rows"), 200);
  }

  @Test
  void whatStaysSaysNothing() {
    Response answer = given().get("/sample/prepared");
    assertThat(answer.header("Deprecation")).isNull();
    assertThat(answer.header("Sunset")).isNull();
  }
}
