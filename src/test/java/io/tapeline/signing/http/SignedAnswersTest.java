package io.tapeline.signing.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for a signature gets one of every answer, and it can be checked from files. */
@Tag("service")
@QuarkusTest
class SignedAnswersTest {

  @TempDir Path folder;

  private static RequestSpecification asking() {
    return given()
        .config(
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
        .urlEncodingEnabled(false)
        .header("Accept-Signature", "sig=()");
  }

  private String verified(Response answer, String method, String path) throws IOException {
    return Verified.says(answer, method, path, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/sample/prepared",
    "GET,/sample/large",
    "GET,/sample/response",
    "GET,/sample/bug",
    "HEAD,/sample/large",
    "GET,/v1/assets?limit=3",
    "GET,/v1/assets?limit=nope",
    "GET,/v1/assets/%62tc",
    "POST,/v1/assets",
    "GET,/nowhere?x=%20y",
    "GET,/.well-known/http-message-signatures-directory"
  })
  void everyAnswerThatIsAskedToBeSignedIs(String method, String path) throws IOException {
    for (String coding : new String[] {"identity", "gzip", "br"}) {
      Response answer =
          asking().header("Accept-Encoding", coding).request(Method.valueOf(method), path);
      assertThat(verified(answer, method, path)).contains("\nproved: ");
    }
  }

  @Test
  void anAnswerWithoutABodyIsSignedOverWhatItHas() throws IOException {
    String tag = asking().get("/sample/large").header("ETag");
    Response answer = asking().header("If-None-Match", tag).get("/sample/large");
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(verified(answer, "GET", "/sample/large"))
        .contains("covers @status, etag, @method", "there is no body", "\nproved: ");
  }

  @Test
  void whatIsSaidInTheHeadIsCovered() throws IOException {
    Response answer = asking().header("Accept-Encoding", "gzip").get("/sample/large");
    assertThat(answer.header("Signature-Input")).contains("\"content-encoding\"");
    assertThat(asking().get("/sample/prepared").header("Signature-Input"))
        .contains("\"tapeline-as-of\"");
  }

  @Test
  void aStreamIsSignedWithoutItsBodyWhichIsNoProof() throws IOException {
    Response answer = asking().get("/sample/streamed");
    assertThat(verified(answer, "GET", "/sample/streamed"))
        .contains("not proved: the signature does not cover the body");
  }

  @Test
  void nonceAndLabelComeBackAndHeadersOfTheRequestCanBeCovered() {
    given()
        .header("Accept-Signature", "a=();nonce=\"n-1\", b=(\"@status\" \"x-request-id\";req)")
        .header("X-Request-Id", "mine")
        .get("/v1/assets/btc")
        .then()
        .header("Signature-Input", containsString(";nonce=\"n-1\", b=("))
        .header("Signature", matchesPattern("a=:\\S+:, b=:\\S+:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no field, at all?", "sig=(\"missing\")", "sig=();alg=\"hmac-sha256\""})
  void whatCannotBeSignedIsAnsweredAllTheSame(String wish) {
    Response answer = given().header("Accept-Signature", wish).get("/v1/assets/btc");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Signature")).isNull();
    assertThat(answer.header("Signature-Input")).isNull();
  }

  @Test
  void nobodyWhoDoesNotAskGetsASignature() {
    assertThat(given().get("/v1/assets/btc").header("Signature")).isNull();
  }

  @Test
  void theKeyThatSignsAndTheNextArePublished() {
    given()
        .get(Verified.DIRECTORY)
        .then()
        .statusCode(200)
        .contentType("application/http-message-signatures-directory+json")
        .body("keys", hasSize(greaterThanOrEqualTo(2)))
        .body("keys[0].kty", equalTo("OKP"))
        .body("keys[0].crv", equalTo("Ed25519"));
    List<Integer> begins = given().get(Verified.DIRECTORY).path("keys.nbf");
    List<Integer> ends = given().get(Verified.DIRECTORY).path("keys.exp");
    assertThat(begins.get(begins.size() - 1)).isEqualTo(ends.get(ends.size() - 2));
  }
}
