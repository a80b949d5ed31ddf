package io.tapeline.service;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service with simulated venues and without stores, for tests that want every answer full. */
public class SandboxProfile implements QuarkusTestProfile {

  private static final int PORT = freePort();
  private static final int LOOKS = 600;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "tapeline.feed-enabled", "true",
        "tapeline.feed", "sandbox",
        "tapeline.sandbox.port", Integer.toString(PORT));
  }

  static int freePort() {
    try {
      return StoresResource.freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the simulated venues listen. */
  static int venuesPort() {
    return PORT;
  }

  /** Returns once there are prices, candles and trades of bitcoin. */
  static void awaitData() throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      if (given().get("/v1/prices/btc").statusCode() == 200
          && has("/v1/candles/btc?interval=1s")
          && has("/v1/trades/coinbase:btc-usd")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("the sandbox gives no data");
  }

  /** A machine that has much else to do may answer for a while that it can't. */
  private static boolean has(String rows) {
    Response answer = given().get(rows);
    return answer.statusCode() == 200 && !answer.<List<?>>path("data").isEmpty();
  }
}
