package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
    return ofVenue("tapeline.candle.late.trades", "Trades that revised a closed candle", venue);
  }

  /** Trades too late or too far ahead for any candle in memory. */
  public Counter outOfReach(String venue) {
    return ofVenue(
        "tapeline.candle.out.of.reach.trades", "Trades too late or too far ahead to count", venue);
  }

  /** Minutes that were missing or partial and are now the venue's own. */
  public Counter refilled(String venue) {
    return ofVenue("tapeline.candle.refilled.minutes", "Minutes refilled by the venue", venue);
  }

  /**
   * Settled ranges that were looked for.
   *
   * @param where memory or redis
   */
  public Counter lookup(String where, boolean found) {
    return counter(
        "tapeline.candle.range.lookups",
        "Settled ranges that were looked for, in memory first",
        Tags.of("where", where, "outcome", found ? "hit" : "miss"));
  }

  /** Settled ranges that Redis did not give or take, by the reason. */
  public Counter notShared(String reason) {
    return counter(
        "tapeline.candle.range.not.shared",
        "Settled ranges that were not had from Redis or not put there",
        Tags.of("reason", reason));
  }

  private Counter ofVenue(String name, String description, String venue) {
    return counter(name, description, Tags.of("venue", venue));
  }

  private Counter counter(String name, String description, Tags tags) {
    return counters.computeIfAbsent(
        name + tags,
        _ -> Counter.builder(name).description(description).tags(tags).register(registry));
  }
}
