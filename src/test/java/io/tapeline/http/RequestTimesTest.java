package io.tapeline.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
class RequestTimesTest {

  private static final String COUNT = "http_server_requests_seconds_count";

  @TestHTTPResource(value = "/metrics", management = true)
  URI metrics = URI.create("");

  /** Of requests of this kind until now. */
  private double counted(String method, String uri, int status) {
    return Arrays.stream(given().get(metrics).asString().split("\n"))
        .filter(line -> line.startsWith(COUNT + "{"))
        .filter(line -> line.contains("method=\"" + method + "\""))
        .filter(line -> line.contains("uri=\"" + uri + "\""))
        .filter(line -> line.contains("status=\"" + status + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** The caller may have its answer a moment before it is counted. */
  private void becomes(double wanted, String method, String uri, int status)
      throws InterruptedException {
    Instant until = Instant.now().plus(Duration.ofSeconds(5));
    while (counted(method, uri, status) < wanted && Instant.now().isBefore(until)) {
      Thread.sleep(20);
    }
    assertThat(counted(method, uri, status)).isEqualTo(wanted);
  }

  @Test
  void requestsAreCountedByRouteAndStatus() throws Exception {
    String route = "/v1/assets/{asset}";
    double good = counted("GET", route, 200);
    double unknown = counted("GET", route, 404);
    for (String asset : new String[] {"btc", "eth", "no-such-thing"}) {
      given().get("/v1/assets/" + asset);
    }
    becomes(good + 2, "GET", route, 200);
    becomes(unknown + 1, "GET", route, 404);
    assertThat(given().get(metrics).asString())
        .contains("http_server_requests_seconds_bucket{method=\"GET\",outcome=\"SUCCESS\"");
  }

  @Test
  void whatHasNoRouteIsOneLineAndNobodyInventsMethods() throws Exception {
    double none = counted("GET", "none", 404);
    for (int i = 0; i < 3; i++) {
      given().get("/nowhere/at-all-" + i);
      given().request("BREW" + i, "/v1/assets/btc").then().statusCode(405);
    }
    becomes(none + 3, "GET", "none", 404);
    assertThat(given().get(metrics).asString())
        .doesNotContain("at-all-", "BREW")
        .contains("method=\"OTHER\"");
  }
}
