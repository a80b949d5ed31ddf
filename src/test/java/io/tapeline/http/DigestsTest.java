package io.tapeline.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole bodies come with the digest of exactly the bytes that come, in whatever coding. */
@Tag("service")
@QuarkusTest
class DigestsTest {

  private static final String NOTHING = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";

  /** A caller that adds no Accept-Encoding of its own. */
  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sample/prepared",
        "/sample/large",
        "/sample/rows",
        "/sample/values",
        "/sample/response",
        "/sample/bug",
        "/v1/assets?limit=3",
        "/v1/assets/nope",
        "/v1/assets?limit=nope",
        "/nowhere",
        "/problems/not_found"
      })
  void everyWholeBodyHasItsDigest(String path) {
    for (String coding : new String[] {"identity", "gzip", "br"}) {
      Response answer = plain().header("Accept-Encoding", coding).get(path);
      assertThat(answer.header("Content-Digest"))
          .as(path + " " + coding)
          .isEqualTo(ContentDigest.SHA_256.of(answer.asByteArray()));
    }
  }

  @ParameterizedTest
  @CsvSource({"sha-512=1,SHA_512", "'sha-256=1, sha-512=9',SHA_512", "sha-256=1,SHA_256"})
  void theCallerChoosesTheDigest(String want, ContentDigest expected) {
    for (String path : new String[] {"/sample/large", "/nowhere", "/sample/response"}) {
      Response answer = plain().header("Want-Content-Digest", want).get(path);
      assertThat(answer.header("Content-Digest")).isEqualTo(expected.of(answer.asByteArray()));
    }
    assertThat(
            plain()
                .header("Want-Content-Digest", "sha-256=0")
                .get("/sample/large")
                .header("Content-Digest"))
        .isNull();
  }

  @Test
  void headHasTheDigestOfWhatGetWouldBring() {
    Response get = plain().header("Accept-Encoding", "br").get("/sample/large");
    Response head = plain().header("Accept-Encoding", "br").head("/sample/large");
    assertThat(head.header("Repr-Digest")).isEqualTo(get.header("Content-Digest"));
    assertThat(head.header("Content-Digest")).isEqualTo(NOTHING);
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    assertThat(get.header("Repr-Digest")).isNull();
  }

  @Test
  void anAnswerThatNothingChangedHasNoDigest() {
    String tag = plain().get("/sample/large").header("ETag");
    Response answer = plain().header("If-None-Match", tag).get("/sample/large");
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.header("Content-Digest")).isNull();
  }

  @Test
  void brotliIsWhatTheBodyIsAndHasATagOfItsOwn() throws IOException {
    Response bare = plain().get("/sample/large");
    Response coded = plain().header("Accept-Encoding", "gzip, br").get("/sample/large");
    assertThat(coded.header("Content-Encoding")).isEqualTo("br");
    assertThat(Decoder.decompress(coded.asByteArray()).getDecompressedData())
        .isEqualTo(bare.asByteArray());
    assertThat(coded.header("ETag")).isEqualTo(bare.header("ETag").replaceAll("\"$", "-br\""));
    plain()
        .header("Accept-Encoding", "br")
        .header("If-None-Match", coded.header("ETag"))
        .get("/sample/large")
        .then()
        .statusCode(304);
  }

  @Test
  void whoTakesNoCodingThatThereIsGetsNone() {
    Response refused = plain().header("Accept-Encoding", "zstd, identity;q=0").get("/sample/large");
    assertThat(refused.statusCode()).isEqualTo(406);
    assertThat(refused.<String>path("detail")).contains("Accept-Encoding", "br, gzip, identity");
    Response coded = plain().header("Accept-Encoding", "gzip, *;q=0").get("/sample/prepared");
    assertThat(coded.header("Content-Encoding")).isEqualTo("gzip");
  }

  /** Trailers are thrown away by most clients, so this one reads the bytes itself. */
  private static String raw(String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(10_000);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aStreamSaysItsDigestBehindItToWhoTakesTrailers() throws IOException {
    byte[] body = plain().get("/sample/streamed").asByteArray();
    for (String asked : new String[] {"TE: trailers\r\n", "Want-Content-Digest: sha-256=1\r\n"}) {
      String answer = raw("/sample/streamed", asked);
      assertThat(answer.toLowerCase(Locale.ROOT)).contains("\r\ntrailer: content-digest\r\n");
      assertThat(answer)
          .containsIgnoringCase("\r\n0\r\ncontent-digest: " + ContentDigest.SHA_256.of(body));
    }
    assertThat(raw("/sample/streamed", "")).endsWith("\r\n0\r\n\r\n").doesNotContain("igest: sha");
  }
}
