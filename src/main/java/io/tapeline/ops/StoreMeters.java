package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Metrics of the stores: each name, unit and label once. */
@ApplicationScoped
public class StoreMeters {

  private static final String STORE = "store";

  /** What one spool counts. */
  public record Spool(Counter rows, Counter failures, Counter refused, Counter rejected) {}

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

  /** Rows given up because the database will never take them. */
  public Counter rejected(String store) {
    return counter("tapeline.store.rejected", "Rows that the database will never take", store);
  }

  /**
   * All that one spool tells.
   *
   * @param oldestNanos how long the oldest waiting row has waited, 0 if none waits
   */
  public Spool spool(String store, Supplier<Number> pending, LongSupplier oldestNanos) {
    pending(store, pending);
    TimeGauge.builder("tapeline.store.pending.age", oldestNanos::getAsLong, TimeUnit.NANOSECONDS)
        .description("Wait of the row that has waited longest")
        .tags(STORE, store)
        .register(registry);
    return new Spool(rows(store), failures(store), refused(store), rejected(store));
  }

  /** Rows that wait to be written. */
  private void pending(String store, Supplier<Number> rows) {
    Gauge.builder("tapeline.store.pending", rows)
        .description("Rows that wait to be written")
        .tags(STORE, store)
        .register(registry);
  }

  private Counter counter(String name, String description, String store) {
    return Counter.builder(name).description(description).tags(STORE, store).register(registry);
  }
}
