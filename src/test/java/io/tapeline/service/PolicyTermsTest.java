package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static io.tapeline.service.TestKeys.admin;
import static io.tapeline.service.TestKeys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the policy says of answers, origins, bodies and streams holds. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class PolicyTermsTest {

  private static final String ORIGIN = "https://app.example";

  @BeforeEach
  void prepare() throws InterruptedException {
    SandboxProfile.awaitData();
    TestKeys.awaitAdmin();
  }

  @AfterEach
  void generousAgain() {
    TestKeys.reload(GuardedSandbox.generous()).then().statusCode(200);
  }

  @Test
  void answersMayBeKeptAsThePolicySays() {
    TestKeys.reload(
            GuardedSandbox.generous()
                .replace(
                    "live: {max_age: 1s, stale_while_revalidate: 5s}",
                    "live: {max_age: 7s, stale_while_revalidate: 13s}"))
        .then()
        .statusCode(200);
    given()
        .get("/v1/prices/btc")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("private, max-age=7, stale-while-revalidate=13"));
    given()
        .get("/v1/candles/btc?limit=1&as_of=2020-01-01T00:00:00Z")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("private, max-age=31536000, immutable"));
  }

  @Test
  void pagesOfNoOriginMayReadUnlessOneIsNamed() {
    given()
        .header("Origin", ORIGIN)
        .get("/v1/prices/btc")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void pagesOfNamedOriginsMayRead() {
    TestKeys.reload(GuardedSandbox.generous().replace("origins: []", "origins: [" + ORIGIN + "]"))
        .then()
        .statusCode(200);
    Response answer = given().header("Origin", ORIGIN).get("/v1/prices/btc");
    answer
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(ORIGIN))
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Access-Control-Expose-Headers", containsString("RateLimit"));
    assertThat(answer.headers().getValues("Vary"))
        .containsExactly(
            "origin", "Accept, Accept-Encoding, Accept-Signature, Want-Content-Digest");
    given()
        .header("Origin", ORIGIN)
        .get("/v1/keys")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", equalTo(ORIGIN));
    Response other = given().header("Origin", "https://other.example").get("/v1/prices/btc");
    other.then().statusCode(200).header("Access-Control-Allow-Origin", nullValue());
    assertThat(other.headers().getValues("Vary")).contains("origin");
  }

  @Test
  void aBrowserIsToldWhatItsPageMaySend() {
    TestKeys.reload(GuardedSandbox.generous().replace("origins: []", "origins: [" + ORIGIN + "]"))
        .then()
        .statusCode(200);
    given()
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/v1/exports")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo(ORIGIN))
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Headers", containsString("Authorization"))
        .header("Access-Control-Max-Age", equalTo("600"));
  }

  @Test
  void bodiesAreNoLongerThanThePolicySays() throws Exception {
    byte[] body = new byte[70_000];
    Arrays.fill(body, (byte) ' ');
    admin()
        .body(body)
        .post("/v1/keys")
        .then()
        .statusCode(413)
        .body("code", equalTo("body_too_large"));
    assertThat(chunked(70_000)).startsWith("HTTP/1.1 413");
    assertThat(chunked(60_000)).startsWith("HTTP/1.1 400"); // spaces are no JSON
  }

  /** Sends a body whose length is not announced. */
  private static String chunked(int length) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      String request =
          "POST /v1/keys HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + GuardedSandbox.ADMIN
              + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(length)
              + "\r\n"
              + " ".repeat(length)
              + "\r\n0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void noMoreRowsAtOnceThanThePlanGives() {
    TestKeys.reload(GuardedSandbox.generous().replaceFirst("rows: 100000", "rows: 1"))
        .then()
        .statusCode(200);
    given()
        .get("/v1/candles/btc?interval=1s&limit=all")
        .then()
        .statusCode(403)
        .body("code", equalTo("too_many_rows"));
    given().get("/v1/candles/btc?interval=1s&limit=50").then().statusCode(200);
    admin().get("/v1/candles/btc?interval=1s&limit=all").then().statusCode(200);
  }

  @Test
  void noMoreStreamsThanThePlanGives() {
    TestKeys.reload(GuardedSandbox.generous().replaceFirst("streams: 4", "streams: 0"))
        .then()
        .statusCode(200);
    String key = TestKeys.secret(TestKeys.tenant("streams", "free"), "\"scopes\":[\"jobs:write\"]");
    as(key)
        .get("/v1/jobs/00000000-0000-4000-8000-000000000000/events")
        .then()
        .statusCode(429)
        .body("code", equalTo("too_many_streams"));
    as(key).get("/v1/jobs").then().statusCode(200);
  }
}
