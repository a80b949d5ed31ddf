package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades to HTTP/2 without TLS: one that is whole is taken, any other is as if not asked for. */
@Tag("service")
@QuarkusTest
class UpgradeTest {

  private static final String GET = "GET /sample/prepared HTTP/1.1\r\nHost: localhost\r\n";

  /** What comes for these requests, the last of which ends the connection. */
  private static String answers(String... requests) throws IOException {
    String all = String.join("\r\n\r\n", requests) + "\r\nConnection: close\r\n\r\n";
    return new RawHttp(RestAssured.port).bytes(all).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: h2c",
        "Connection: Upgrade;Upgrade: h2c",
        "Connection: Upgrade;Upgrade: h2c;HTTP2-Settings: AAMAAABk",
        "Connection: Upgrade, Upgrade, HTTP2-Settings;Upgrade: H2C",
        "Connection: upgrade, http2-settings;Upgrade: h2c;HTTP2-Settings: %%%",
        "Connection: Upgrade, HTTP2-Settings;Upgrade: h2c;HTTP2-Settings: AAMAAAA",
        "Connection: Upgrade, HTTP2-Settings;Upgrade: h2c;HTTP2-Settings: AAIAAAAH",
        "Connection: keep-alive;Connection: Upgrade, HTTP2-Settings;Upgrade: h2c;HTTP2-Settings:"
            + " AAMAAABk",
        "Connection: ,\tUpgrade,\tHTTP2-Settings;Upgrade: h2c;HTTP2-Settings: AAMAAABk"
      })
  void oneThatIsNoneIsAnsweredByHttp1(String headers) throws IOException {
    String answers = answers(GET + headers.replace(";", "\r\n"), GET.strip());
    assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
    assertThat(answers).doesNotContainIgnoringCase("\nUpgrade:");
  }

  @Test
  void soIsOneThatComesLater() throws IOException {
    String answers = answers(GET.strip(), GET + "Upgrade: h2c", GET.strip());
    assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
  }

  @Test
  void soIsOneWithABody() throws IOException {
    RawHttp.Reply answer =
        new RawHttp(RestAssured.port)
            .send(
                "POST /sample/body",
                "{\"count\":1,\"inners\":[] }",
                "Upgrade: h2c",
                "Content-Type: application/json",
                "Content-Length: 24");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void oneThatIsWholeIsTaken() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + RestAssured.port + "/sample/prepared"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
    }
  }
}
