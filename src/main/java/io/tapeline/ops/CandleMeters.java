package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Metrics of the candles: each name, unit and label once. */
@ApplicationScoped
public class CandleMeters {

  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  public CandleMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Trades that came after their minute was closed and revised its candle. */
  public Counter late(String venue) {
    return counter("tapeline.candle.late.trades", "Trades that revised a closed candle", venue);
  }

  /** Trades too late or too far ahead for any candle in memory. */
  public Counter outOfReach(String venue) {
    return counter(
        "tapeline.candle.out.of.reach.trades", "Trades too late or too far ahead to count", venue);
  }

  /** Minutes that were missing or partial and are now the venue's own. */
  public Counter refilled(String venue) {
    return counter("tapeline.candle.refilled.minutes", "Minutes refilled by the venue", venue);
  }

  private Counter counter(String name, String description, String venue) {
    return counters.computeIfAbsent(
        name + "/" + venue,
        _ ->
            Counter.builder(name).description(description).tags("venue", venue).register(registry));
  }
}
