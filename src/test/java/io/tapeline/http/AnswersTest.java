package io.tapeline.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("service")
@QuarkusTest
class AnswersTest {

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics = URI.create("");

  /** A caller that adds no Accept-Encoding of its own. */
  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
  }

  @Test
  void decimalsArePlainStringsTimesHaveMillisecondsAndUnknownIsNull() {
    plain()
        .get("/sample/values")
        .then()
        .body(
            equalTo(
                "{\"tiny\":\"0.000000000123\",\"time\":\"1970-01-01T00:00:01.234Z\",\"nothing\":null}"));
  }

  @Test
  void preparedBytesCarryFreshnessAndCacheRule() {
    plain()
        .get("/sample/prepared")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json")
        .header("Tapeline-As-Of", "1970-01-01T00:00:00.000Z")
        .header("Tapeline-Age-Ms", "42")
        .header("Cache-Control", "private, max-age=1, stale-while-revalidate=5")
        .header("Vary", "Accept, Accept-Encoding, Accept-Signature, Want-Content-Digest")
        .header("ETag", matchesPattern("\"[A-Za-z0-9_-]{22}\""))
        .body("tick_size", equalTo("-1.5"));
  }

  @Test
  void whatMemoryAnswersIsAskedOfItsResourceOnce() {
    Response first = plain().get("/sample/again");
    Response second = plain().get("/sample/again");
    assertThat(first.path("[1]").toString()).isEqualTo("0");
    assertThat(second.path("[1]").toString()).isEqualTo("1");
    assertThat(second.path("[0]").toString()).isEqualTo(first.path("[0]").toString());
    assertThat(second.header("Tapeline-Age-Ms")).isEqualTo("1");
    assertThat(second.headers().asList().stream().map(Header::getName))
        .containsExactlyElementsOf(first.headers().asList().stream().map(Header::getName).toList());
    assertThat(plain().accept("application/*").get("/sample/again").path("[1]").toString())
        .as("another form is for the resource")
        .isEqualTo("0");
    plain().get("/sample/again?one=").then().statusCode(400);
    plain().get("/sample/again?two=2").then().statusCode(400);
    plain().accept("text/plain").get("/sample/again").then().statusCode(406);
    assertThat(plain().head("/sample/again").statusCode()).isEqualTo(200);
    plain().get("/sample/again").then().statusCode(200).body("[1]", equalTo(2));
    plain().get("/sample/again").then().statusCode(200).body("[1]", equalTo(0));
    assertThat(given().get(metrics).asString()).contains("uri=\"/sample/again\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sample/prepared", "/sample/rows", "/v1/assets", "/v1/assets/btc"})
  void aKnownTagAnswersNotModifiedWithTheSameHeadersAndNoBody(String path) {
    Response first = plain().get(path);
    for (String known : new String[] {first.header("ETag"), "*", "W/" + first.header("ETag")}) {
      Response second = plain().header("If-None-Match", known).get(path);
      assertThat(second.statusCode()).isEqualTo(304);
      assertThat(second.asByteArray()).isEmpty();
      assertThat(second.header("Content-Type")).isNull();
      assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
      assertThat(second.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
      assertThat(second.header("Vary")).isEqualTo(first.header("Vary"));
    }
    assertThat(plain().header("If-None-Match", "\"other\"").get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void everyRepresentationHasATagOfItsOwn() {
    String json = plain().get("/sample/rows").header("ETag");
    String csv = plain().accept("text/csv").get("/sample/rows").header("ETag");
    String fewer = plain().get("/sample/rows?fields=id").header("ETag");
    assertThat(new String[] {json, csv, fewer}).doesNotHaveDuplicates();
  }

  @Test
  void longBodiesAreCompressedWhenTheCallerTakesGzip() {
    Response bare = plain().get("/sample/large");
    Response zipped = plain().header("Accept-Encoding", "gzip").get("/sample/large");
    assertThat(bare.header("Content-Encoding")).isNull();
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.header("ETag"))
        .isEqualTo(bare.header("ETag").replaceAll("\"$", "-gzip\""))
        .isNotEqualTo(bare.header("ETag"));
    assertThat(zipped.asByteArray().length).isLessThan(bare.asByteArray().length);
    plain()
        .header("Accept-Encoding", "gzip")
        .header("If-None-Match", zipped.header("ETag"))
        .get("/sample/large")
        .then()
        .statusCode(304);
    assertThat(given().get("/sample/large").asString()).isEqualTo(bare.asString());
  }

  @Test
  void shortBodiesAndRefusedGzipStayPlain() {
    plain()
        .header("Accept-Encoding", "gzip")
        .get("/sample/prepared")
        .then()
        .header("Content-Encoding", nullValue());
    plain()
        .header("Accept-Encoding", "gzip;q=0")
        .get("/sample/large")
        .then()
        .header("Content-Encoding", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sample/prepared", "/sample/large", "/v1/assets?limit=3"})
  void headHasTheHeadersOfGetAndNoBody(String path) {
    Response get = plain().get(path);
    Response head = plain().head(path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.asByteArray()).isEmpty();
    for (String name : new String[] {"ETag", "Content-Length", "Content-Type", "Cache-Control"}) {
      assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
    }
  }

  @Test
  void fieldsKeepOnlyWhatIsNamedDownIntoNestedRecordsAndLists() {
    plain()
        .get("/sample/prepared?fields=id,inner.tags")
        .then()
        .body(equalTo("{\"id\":\"a\",\"inner\":{\"tags\":[\"x\",\"y\"]}}"));
    plain()
        .get("/sample/rows?fields=inner.tags,lit")
        .then()
        .body(
            equalTo(
                "{\"data\":[{\"inner\":{\"tags\":[\"x\",\"y\"]},\"lit\":null},"
                    + "{\"inner\":{\"tags\":[]},\"lit\":true}],\"next\":null}"));
  }

  @Test
  void csvHasAHeaderNestedColumnsQuotedTextAndNoFormulas() {
    plain()
        .accept("text/csv")
        .get("/sample/rows")
        .then()
        .header("Content-Type", "text/csv;charset=utf-8")
        .body(
            equalTo(
                """
                id,tick_size,inner.note,inner.tags,lit\r
                a,-1.5,'=2+3,"[""x"",""y""]",\r
                b,1000,"say ""hi"", twice
                ",[],true\r
                """));
    plain()
        .accept("text/csv")
        .get("/sample/rows?fields=inner.note,id")
        .then()
        .body(is("id,inner.note\r\na,'=2+3\r\nb,\"say \"\"hi\"\", twice\n\"\r\n"));
  }

  @Test
  void ndjsonHasOneRowALine() {
    plain()
        .accept("application/x-ndjson")
        .get("/sample/rows?fields=id,lit")
        .then()
        .header("Content-Type", "application/x-ndjson")
        .body(equalTo("{\"id\":\"a\",\"lit\":null}\n{\"id\":\"b\",\"lit\":true}\n"));
  }

  @Test
  void resourcesRunOnTheEventLoopAndLogLinesKnowTheRequest() {
    plain()
        .header("X-Request-Id", "my-id.1")
        .get("/sample/thread")
        .then()
        .body(equalTo("[true,\"my-id.1\"]"));
  }

  @Test
  void aSaneRequestIdComesBackAndAnyOtherIsReplaced() {
    plain()
        .header("X-Request-Id", "a_B-9.z")
        .get("/v1/assets/btc")
        .then()
        .header("X-Request-Id", "a_B-9.z");
    for (String bad : new String[] {"with blank", "<script>", "x".repeat(65), "ü"}) {
      plain()
          .header("X-Request-Id", bad)
          .get("/v1/assets/btc")
          .then()
          .header("X-Request-Id", matchesPattern("[A-Za-z0-9_-]{20}"));
    }
    String one = plain().get("/v1/assets/btc").header("X-Request-Id");
    assertThat(one).isNotEqualTo(plain().get("/v1/assets/btc").header("X-Request-Id"));
  }
}
