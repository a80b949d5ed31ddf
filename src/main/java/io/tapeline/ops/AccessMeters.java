package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.IntSupplier;

/** Metrics of the door: each name, unit and label once. */
@ApplicationScoped
public class AccessMeters {

  private final MeterRegistry registry;

  public AccessMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Requests that were turned away, by the code of their problem. */
  public Counter refused(String code) {
    return Counter.builder("tapeline.access.refused")
        .description("Requests turned away, by the code of the problem")
        .tag("code", code)
        .register(registry);
  }

  /** Requests that wait for their turn on one event loop. */
  public void waiting(String loop, IntSupplier waiting) {
    Gauge.builder("tapeline.access.waiting", waiting::getAsInt)
        .description("Requests that wait for their turn, by event loop")
        .tag("loop", loop)
        .strongReference(true)
        .register(registry);
  }

  /** Connections of one event loop that are not read for a while. */
  public void resting(String loop, IntSupplier resting) {
    Gauge.builder("tapeline.access.resting", resting::getAsInt)
        .description("Connections that are not read before others have been, by event loop")
        .tag("loop", loop)
        .strongReference(true)
        .register(registry);
  }

  /** Leases of units, and how they went: whole, part, none or failed. */
  public Counter leases(String outcome) {
    return Counter.builder("tapeline.access.leases")
        .description("Units of limits asked of Redis, by how it went")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Looks at the keys of another issuer, and how they went: fetched or failed. */
  public Counter issuerKeys(String outcome) {
    return Counter.builder("tapeline.access.issuer.keys")
        .description("Times that another issuer was asked for its keys, by how it went")
        .tag("outcome", outcome)
        .register(registry);
  }
}
