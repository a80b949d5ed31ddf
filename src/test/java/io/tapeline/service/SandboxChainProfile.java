package io.tapeline.service;

import static io.restassured.RestAssured.given;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service as it starts by itself: simulated venues and the simulated chain. */
public class SandboxChainProfile extends SandboxProfile {

  private static final int LOOKS = 600;

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.sandbox.chain.enabled", "true");
    settings.put("tapeline.sandbox.chain.block-every", "1s");
    return settings;
  }

  /** Returns once the service knows where the simulated chain is. */
  static void awaitHead() throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      if (given().get("/v1/chains/sandbox-ethereum/head").statusCode() == 200) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("the simulated chain is not followed");
  }
}
