package io.tapeline.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Metrics of requests: names and labels as Micrometer has them for every server. */
@ApplicationScoped
public class RequestMeters {

  /** Enough to tell an answer from memory from one of the database, and a slow one from both. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;

  public RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Requests that were answered.
   *
   * @param uri the path of the resource, {@code /v1/prices/{asset}}
   */
  public Timer requests(String method, String uri, int status) {
    return Timer.builder("http.server.requests")
        .description("Time from a request's head to its answer's last byte, by route and status")
        .tag("method", method)
        .tag("uri", uri)
        .tag("status", Integer.toString(status))
        .tags(List.of(Outcome.forStatus(status).asTag()))
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
