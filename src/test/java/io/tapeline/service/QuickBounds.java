package io.tapeline.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service without feed and stores, where callers have little time. */
public class QuickBounds implements QuarkusTestProfile {

  static final int MOST = 60;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "tapeline.connection.most", Integer.toString(MOST),
        "tapeline.connection.head-within", "800ms",
        "tapeline.connection.body-within", "1s",
        "tapeline.connection.taken-within", "2s",
        "tapeline.timeout.read", "1s",
        "tapeline.timeout.job", "5s");
  }
}
