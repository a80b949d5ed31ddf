package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer tells browsers to do nothing with it that it is not for. */
@Tag("service")
@QuarkusTest
class SecurityHeadersTest {

  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");

  private static String policy(Response answer) {
    return answer.header("Content-Security-Policy");
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sample/prepared",
        "/sample/bug",
        "/sample/thread",
        "/v1/status",
        "/v1/nowhere",
        "/",
        "/openapi",
        "/problems/not_found",
        "/docs/",
        "/docs/swagger-ui.css",
        "/v1/assets?limit=x"
      })
  void everyAnswerHasThem(String address) {
    Response answer = given().get(address);
    assertThat(answer.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().getValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(answer.headers().getValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(answer.headers().getValues("Cross-Origin-Resource-Policy"))
        .containsExactly("same-origin");
    assertThat(answer.headers().getValues("Permissions-Policy")).hasSize(1);
    assertThat(answer.headers().getValues("Content-Security-Policy")).hasSize(1);
    assertThat(policy(answer)).startsWith("default-src 'none'").contains("frame-ancestors 'none'");
    assertThat(answer.headers().hasHeaderWithName("Server")).isFalse();
    assertThat(answer.headers().hasHeaderWithName("Strict-Transport-Security")).isFalse();
  }

  @Test
  void soHasOneThatNoFilterSaw() throws IOException {
    RawHttp.Reply answer = new RawHttp(RestAssured.port).get("/v1/%zz", "Host: another.example");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("x-content-type-options")).hasValue("nosniff");
  }

  @Test
  void anAnswerThatIsDataMayDoNothing() {
    String tag = given().get("/sample/prepared").header("ETag");
    Response same = given().header("If-None-Match", tag).get("/sample/prepared");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(policy(same)).isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void pagesOfProblemsHaveTheirStyleAlone() throws Exception {
    Response page = given().get("/problems/not_found");
    Matcher style = STYLE.matcher(page.asString());
    assertThat(style.find()).isTrue();
    assertThat(policy(page)).contains("style-src " + hash(style.group(1)) + ";");
    assertThat(page.asString()).doesNotContain("<script");
  }
}
