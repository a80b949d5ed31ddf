package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Metrics of webhooks: each name, unit and label once. */
@ApplicationScoped
public class WebhookMeters {

  private final MeterRegistry registry;

  public WebhookMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Attempts to send, by what came of them: {@code delivered}, or what was in the way. */
  public Counter attempts(String outcome) {
    return Counter.builder("tapeline.webhook.attempts")
        .description("Attempts to send a delivery, by what came of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Deliveries that were given up. */
  public Counter dead() {
    return Counter.builder("tapeline.webhook.dead")
        .description("Deliveries that were given up")
        .register(registry);
  }

  /** Deliveries that wait, of all processes. */
  public void waiting(LongSupplier deliveries) {
    Gauge.builder("tapeline.webhook.waiting", deliveries::getAsLong)
        .description("Deliveries that wait to be sent, of all processes")
        .register(registry);
  }

  /** How long the oldest of them has been waiting. */
  public void oldest(LongSupplier millis) {
    TimeGauge.builder("tapeline.webhook.oldest", millis::getAsLong, TimeUnit.MILLISECONDS)
        .description("How long the oldest delivery that is not over has been waiting")
        .register(registry);
  }
}
