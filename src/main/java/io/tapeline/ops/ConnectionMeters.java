package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Metrics of connections and slow callers: each name, unit and label once. */
@ApplicationScoped
public class ConnectionMeters {

  private final MeterRegistry registry;

  public ConnectionMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  public void open(Supplier<Number> connections) {
    Gauge.builder("tapeline.connections.open", connections)
        .description("Connections of the API's ports")
        .register(registry);
  }

  /** Connections closed as they came: {@code all} or {@code address} had as many as they may. */
  public Counter refused(String most) {
    return Counter.builder("tapeline.connections.refused")
        .description("Connections closed as they came, by whose number was reached")
        .tag("most", most)
        .register(registry);
  }

  /** Callers that took too long over a {@code head}, a {@code body} or an {@code answer}. */
  public Counter slow(String over) {
    return Counter.builder("tapeline.connections.slow")
        .description("Callers that took too long, by what they took it for")
        .tag("over", over)
        .register(registry);
  }

  /** Requests that were not answered in time, by their class of work. */
  public Counter timedOut(String work) {
    return Counter.builder("tapeline.requests.timed.out")
        .description("Requests not answered in time, by their class of work")
        .tag("work", work)
        .register(registry);
  }
}
