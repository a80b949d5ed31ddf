package io.tapeline.ops.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.tapeline.ops.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** All that the service asks, each with its breaker, its budget of retries, and its metrics. */
@ApplicationScoped
public class Upstreams implements Part {

  private static final String UPSTREAM = "upstream";
  private static final double PERCENT = 100;

  private final MeterRegistry registry;
  private final UpstreamConfig config;
  private final List<Upstream> all = new CopyOnWriteArrayList<>();

  public Upstreams(MeterRegistry registry, UpstreamConfig config) {
    this.registry = registry;
    this.config = config;
  }

  /**
   * Makes one outside the house known.
   *
   * @throws IllegalArgumentException if no policy could name it
   */
  public OutsideUpstream outside(Outsider whom, Care care) {
    if (!whom.isNameable()) {
      throw new IllegalArgumentException("no policy can name " + whom);
    }
    return new OutsideUpstream(whom, of(care));
  }

  /** Makes one in the house known; once for each name. */
  public Upstream of(Care care) {
    RetryBudget budget = new RetryBudget(config.retryPercent(), System::nanoTime);
    AtomicReference<Upstream> made = new AtomicReference<>();
    Guard.Builder guard = Guard.create().withDescription(care.name());
    withBreaker(guard, care, made);
    if (config.retries() > 0) {
      withRetries(guard, care, budget);
    }
    Upstream upstream =
        new Upstream(
            care, guard, budget, counter("timeouts", "Calls that were given up", care.name()));
    made.set(upstream);
    all.add(upstream);
    Gauge.builder("tapeline.upstream.open", upstream, Upstream::open)
        .description("1 where an upstream is left alone, 0.5 while one call tries it, else 0")
        .tag(UPSTREAM, care.name())
        .register(registry);
    return upstream;
  }

  private void withBreaker(Guard.Builder guard, Care care, AtomicReference<Upstream> made) {
    guard
        .withCircuitBreaker()
        .requestVolumeThreshold(config.breakerCalls())
        .failureRatio(config.breakerPercent() / PERCENT)
        .delay(config.breakerRest().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(1)
        .when(care.fails())
        .onStateChange((CircuitBreakerState now) -> made.get().changed(now))
        .onPrevented(
            counter("prevented", "Calls not made, since the upstream is left alone", care.name())
                ::increment)
        .done();
  }

  private void withRetries(Guard.Builder guard, Care care, RetryBudget budget) {
    Duration wait = config.retryWait();
    Counter retries = counter("retries", "Calls made again", care.name());
    Counter refused = counter("retries.refused", "Not made again for the budget", care.name());
    guard
        .withRetry()
        .maxRetries(config.retries())
        .delay(wait.toMillis(), ChronoUnit.MILLIS)
        .jitter(wait.toMillis() / 2, ChronoUnit.MILLIS)
        .withExponentialBackoff()
        .done()
        .whenException(
            failure ->
                !(failure instanceof CircuitBreakerOpenException)
                    && care.passes().test(failure)
                    && isLeft(budget, refused))
        .onRetry(retries::increment)
        .done();
  }

  private static boolean isLeft(RetryBudget budget, Counter refused) {
    boolean left = budget.take();
    if (!left) {
      refused.increment();
    }
    return left;
  }

  private Counter counter(String what, String description, String upstream) {
    return Counter.builder("tapeline.upstream." + what)
        .description(description)
        .tag(UPSTREAM, upstream)
        .register(registry);
  }

  @Override
  public String name() {
    return "upstreams";
  }

  @Override
  public boolean isOutside() {
    return true;
  }

  @Override
  public Optional<String> problem() {
    String resting =
        all.stream()
            .filter(Upstream::rests)
            .map(Upstream::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return resting.isEmpty()
        ? Optional.empty()
        : Optional.of("left alone for a while, since calls failed: " + resting);
  }
}
