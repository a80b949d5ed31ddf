package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 without TLS, by clients that are not ours: asked for on the way, and known before. */
@Tag("service")
@QuarkusTest
class Http2Test {

  @Inject Vertx vertx;

  private static HttpRequest request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
        .header("Accept", accept)
        .header("Accept-Signature", "sig=()")
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "/sample/large,application/json",
    "/sample/response,application/json",
    "/sample/streamed,application/x-ndjson",
    "/sample/events,text/event-stream",
    "/nowhere,application/json"
  })
  void aClientThatAsksForHttp2GetsTheSameOverIt(String path, String accept)
      throws IOException, InterruptedException {
    try (HttpClient two = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpClient one = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> over2 = two.send(request(path, accept), BodyHandlers.ofString());
      HttpResponse<String> over1 = one.send(request(path, accept), BodyHandlers.ofString());
      assertThat(over2.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(over1.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(over2.statusCode()).isEqualTo(over1.statusCode());
      if (over1.statusCode() < 400) {
        assertThat(over2.body()).isEqualTo(over1.body());
      }
      for (String name : List.of("Content-Type", "ETag", "Content-Digest", "Cache-Control")) {
        if (over1.statusCode() < 400) {
          assertThat(over2.headers().firstValue(name)).isEqualTo(over1.headers().firstValue(name));
        }
      }
      assertThat(over2.headers().firstValue("Signature")).isPresent();
    }
  }

  @Test
  void manyRequestsShareOneConnection() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 200)
              .mapToObj(
                  _ ->
                      client.sendAsync(request("/sample/prepared", "*/*"), BodyHandlers.ofString()))
              .toList();
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }
  }

  @Test
  void aClientThatKnowsGetsTrailersToo() throws Exception {
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    var client = vertx.createHttpClient(options);
    try {
      var answer =
          client
              .request(HttpMethod.GET, RestAssured.port, "localhost", "/sample/streamed")
              .compose(request -> request.putHeader("TE", "trailers").send())
              .compose(
                  response ->
                      response
                          .body()
                          .map(
                              body -> {
                                assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                                assertThat(response.trailers().get("Content-Digest"))
                                    .isEqualTo(ContentDigest.SHA_256.of(body.getBytes()));
                                return body.length();
                              }));
      assertThat(answer.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .isPositive();
    } finally {
      client.close();
    }
  }
}
