package io.tapeline.service;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
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
          && !given().get("/v1/candles/btc?interval=1s").path("data").toString().equals("[]")
          && !given().get("/v1/trades/coinbase:btc-usd").path("data").toString().equals("[]")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("the sandbox gives no data");
  }
}
