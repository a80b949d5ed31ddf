package io.tapeline.ops.upstream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Configs;
import java.util.Map;

/** Upstreams for tests that need no Quarkus. */
public final class TestUpstreams {

  private TestUpstreams() {}

  public static Upstreams of(Map<String, String> settings) {
    return of(new SimpleMeterRegistry(), settings);
  }

  public static Upstreams of(SimpleMeterRegistry registry, Map<String, String> settings) {
    return new Upstreams(registry, Configs.of(UpstreamConfig.class, settings));
  }
}
