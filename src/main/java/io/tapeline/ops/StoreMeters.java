package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Metrics of the stores: each name, unit and label once. */
@ApplicationScoped
public class StoreMeters {

  private static final String STORE = "store";

  private final MeterRegistry registry;

  public StoreMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Rows that the database has acknowledged. */
  public Counter rows(String store) {
    return counter("tapeline.store.rows", "Rows acknowledged by the database", store);
  }

  /** Writes that failed and are tried again. */
  public Counter failures(String store) {
    return counter("tapeline.store.failures", "Writes that failed, to be tried again", store);
  }

  /** Rows refused because too many were waiting. */
  public Counter refused(String store) {
    return counter("tapeline.store.refused", "Rows refused as too many were waiting", store);
  }

  /** Rows that wait to be written. */
  public void pending(String store, Supplier<Number> rows) {
    Gauge.builder("tapeline.store.pending", rows)
        .description("Rows that wait to be written")
        .tags(STORE, store)
        .register(registry);
  }

  private Counter counter(String name, String description, String store) {
    return Counter.builder(name).description(description).tags(STORE, store).register(registry);
  }
}
