package io.tapeline.chain.app;

import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.Freshness;
import io.tapeline.ops.Objectives;
import io.tapeline.ops.Part;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How old the newest block of each chain is, by its own time, every second. A chain that is behind
 * degrades the service and does not end it.
 */
@ApplicationScoped
public class HeadAges implements Objectives, Part {

  private static final long LOOK_MILLIS = 1_000;

  private final ChainWatch watch;
  private final Vertx vertx;
  private final Clock clock;
  private final Map<String, Looks> byChain;

  private record Looks(LongAdder met, LongAdder all) {}

  public HeadAges(ChainWatch watch, Vertx vertx, Clock clock) {
    this.watch = watch;
    this.vertx = vertx;
    this.clock = clock;
    this.byChain =
        watch.trackers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    HeadAges::name, _ -> new Looks(new LongAdder(), new LongAdder())));
  }

  void start(@Observes StartupEvent event) {
    if (!byChain.isEmpty()) {
      vertx.setPeriodic(LOOK_MILLIS, _ -> look());
    }
  }

  private void look() {
    for (ChainTracker tracker : watch.trackers()) {
      Looks looks = byChain.get(name(tracker));
      Duration age = age(tracker);
      if (looks != null) {
        looks.all.increment();
        if (age != null && age.compareTo(tracker.chain().objective()) <= 0) {
          looks.met.increment();
        }
      }
    }
  }

  private static String name(ChainTracker tracker) {
    return "chain_" + tracker.chain().name();
  }

  /** Not below zero, whatever the block says. */
  private @Nullable Duration age(ChainTracker tracker) {
    return tracker
        .latest()
        .map(block -> Duration.between(block.time(), clock.instant()))
        .map(age -> age.isNegative() ? Duration.ZERO : age)
        .orElse(null);
  }

  @Override
  public List<Freshness> freshness() {
    return watch.trackers().stream().map(this::freshness).toList();
  }

  private Freshness freshness(ChainTracker tracker) {
    Looks looks = byChain.get(name(tracker));
    return new Freshness(
        name(tracker),
        tracker.chain().objective(),
        age(tracker),
        looks == null ? 0 : looks.met.sum(),
        looks == null ? 0 : looks.all.sum());
  }

  @Override
  public String name() {
    return "chain_heads";
  }

  @Override
  public boolean isOutside() {
    return true;
  }

  @Override
  public Optional<String> problem() {
    String behind =
        freshness().stream()
            .filter(each -> each.age() != null && !each.isMet())
            .map(HeadAges::behind)
            .collect(Collectors.joining(" "));
    return behind.isEmpty() ? Optional.empty() : Optional.of(behind);
  }

  private static String behind(Freshness each) {
    Duration age = each.age();
    return "%s: its newest block is %d s old, and is to be %d s old at most."
        .formatted(each.name(), age == null ? 0 : age.toSeconds(), each.objective().toSeconds());
  }
}
