package io.tapeline.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Six dense minutes of Binance as fast as possible, into real stores. */
public class DenseReplay implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    String data = System.getenv("TAPELINE_DATA");
    return data == null
        ? Map.of("tapeline.feed-enabled", "false", "tapeline.feed", "replay:nothing")
        : Map.of(
            "tapeline.feed",
            "replay:"
                + java.nio.file.Path.of(data).toAbsolutePath()
                + "/sessions/binance-spot-20240808@max",
            // older candles and trades have to come from the store
            "tapeline.candle.recent-candles",
            "60",
            "tapeline.tape.recent-trades",
            "100",
            "tapeline.feed-enabled",
            "true",
            "tapeline.store.enabled",
            "true",
            "tapeline.redis.enabled",
            "true");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StoresResource.class));
  }
}
