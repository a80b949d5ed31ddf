package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More at once than can be done at once: nobody is forgotten, whoever has to rest meanwhile. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class CrowdTest {

  private static final int CROWD = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MeterRegistry registry;

  @Inject
  CrowdTest(MeterRegistry registry) {
    this.registry = registry;
  }

  @Test
  void everybodyIsAnsweredAndAnsweredAgain() throws Exception {
    TestKeys.awaitAdmin();
    String tenant = TestKeys.tenant("crowd", "free");
    String key = TestKeys.key(tenant, "\"scopes\":[\"prices:read\"]").path("secret");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/markets?limit=5000"))
            .header("Authorization", "Bearer " + key)
            .timeout(PATIENCE)
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<HttpResponse<Void>>> asked =
            IntStream.range(0, CROWD)
                .mapToObj(_ -> client.sendAsync(request, BodyHandlers.discarding()))
                .toList();
        for (CompletableFuture<HttpResponse<Void>> each : asked) {
          assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode())
              .isIn(200, 429, 503);
        }
      }
    }
    assertThat(registry.find("tapeline.access.resting").gauges())
        .isNotEmpty()
        .allSatisfy(CrowdTest::isEmpty);
  }

  private static void isEmpty(Gauge resting) throws InterruptedException {
    for (int i = 0; i < 100 && resting.value() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(resting.value()).isZero();
  }
}
