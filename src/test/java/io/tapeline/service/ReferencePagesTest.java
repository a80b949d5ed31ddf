package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, and the page that shows it: answers like all others, and nobody else's code. */
@Tag("service")
@QuarkusTest
class ReferencePagesTest {

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");
  private static final Pattern SOURCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private static String page() {
    Response page = given().get("/docs");
    page.then().statusCode(200).contentType("text/html");
    assertThat(given().get("/docs/").asString()).isEqualTo(page.asString());
    return page.asString();
  }

  /** A caller that takes nothing coded. */
  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
  }

  private static List<String> all(Pattern pattern, int group, String text) {
    return pattern.matcher(text).results().map((MatchResult each) -> each.group(group)).toList();
  }

  @Test
  void noScriptOrStyleStandsInThePage() {
    String page = page();
    assertThat(all(SCRIPT, 2, page)).hasSize(2).containsOnly("");
    assertThat(all(SCRIPT, 1, page)).allMatch(tag -> tag.matches(" src=\"/docs/[a-z.-]+\""));
    assertThat(page)
        .doesNotContain("<style", "style=", "javascript:")
        .doesNotContainPattern("\\son[a-z]+=");
    assertThat(given().get("/docs").header("Content-Security-Policy"))
        .contains("default-src 'none';", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe", "http", "*");
  }

  @Test
  void allThatItLoadsIsServedHere() {
    List<String> loaded = all(SOURCE, 1, page());
    assertThat(loaded).contains("/docs/start.js", "/docs/swagger-ui.css", "/openapi.yaml");
    for (String address : loaded) {
      if (address.startsWith("data:")) {
        continue;
      }
      assertThat(address).matches("/[a-z./-]+");
      given().get(address).then().statusCode(200);
    }
    String start = given().get("/docs/start.js").asString();
    assertThat(start)
        .contains("url: \"/openapi.json\"", "validatorUrl: null")
        .doesNotContain("://");
    String style = given().get("/docs/swagger-ui.css").asString();
    assertThat(all(Pattern.compile("url\\(\"?([^)\"]*)"), 1, style))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("data:"));
    assertThat(style).doesNotContain("@import");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html;charset=utf-8",
    "/docs/start.js, text/javascript;charset=utf-8",
    "/docs/swagger-ui-bundle.js, text/javascript;charset=utf-8",
    "/docs/swagger-ui.css, text/css;charset=utf-8",
    "/openapi, application/yaml;charset=utf-8",
    "/openapi.json, application/json",
    "/openapi.yaml, application/yaml;charset=utf-8",
    "/openapi.yml, application/yaml;charset=utf-8"
  })
  void theseAreAnswersLikeAllOthers(String address, String type) throws Exception {
    Response answer = plain().get(address);
    answer.then().statusCode(200).header("Content-Type", equalTo(type));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(answer.asByteArray());
    assertThat(answer.header("Content-Digest"))
        .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
    String tag = answer.header("ETag");
    plain().header("If-None-Match", tag).get(address).then().statusCode(304);
    plain().head(address).then().statusCode(200).header("ETag", equalTo(tag));
    Response coded = given().header("Accept-Encoding", "gzip").get(address);
    assertThat(coded.asString())
        .isEqualTo(new String(answer.asByteArray(), StandardCharsets.UTF_8));
  }

  @Test
  void whoTakesJsonGetsTheContractAsJson() {
    given()
        .accept("application/json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("openapi", equalTo("3.1.0"));
  }

  @Test
  void nothingElseIsThere() {
    for (String address :
        List.of(
            "/docs/nothing.js",
            "/docs/swagger-ui-bundle.js.map",
            "/docs/a/b",
            "/reference/start.js",
            "/openapi-ui/index.html",
            "/q/swagger-ui")) {
      given()
          .get(address)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("code", equalTo("not_found"));
    }
  }
}
