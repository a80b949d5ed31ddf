package io.tapeline.signal.app;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import io.tapeline.signal.watch.Watchlist;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose closes are judged, and by what, as it is configured. */
@ApplicationScoped
class Watching {

  private final Watchlist list;
  private final Set<String> series;
  private final Duration catchUp;

  /**
   * @throws IllegalArgumentException if the configuration names what there isn't
   */
  Watching(SignalConfig config) {
    StrategyChoices strategies = StrategyChoices.read(config.strategies().orElse(null));
    if (!strategies.faults().isEmpty()) {
      throw wrong("strategies", strategies.faults().getFirst().toString());
    }
    this.list =
        new Watchlist(
            config.intervals().stream().map(Watching::interval).sorted().toList(),
            strategies.all());
    this.series =
        config.series().orElse(Set.of()).stream()
            .map(Watching::series)
            .collect(Collectors.toUnmodifiableSet());
    this.catchUp = config.catchUp();
  }

  private static Interval interval(String id) {
    return Interval.of(id)
        .filter(interval -> interval != Interval.S1)
        .orElseThrow(() -> wrong("intervals", "none of 1m to 1w: " + id));
  }

  private static String series(String id) {
    try {
      return Series.parse(id.toLowerCase(Locale.ROOT)).id();
    } catch (IllegalArgumentException e) {
      throw wrong("series", e.getMessage());
    }
  }

  private static IllegalArgumentException wrong(String setting, @Nullable String why) {
    return new IllegalArgumentException("tapeline.signals." + setting + ": " + why);
  }

  Watchlist list() {
    return list;
  }

  /** Ids; none for every index. */
  Set<String> series() {
    return series;
  }

  /** All that are looked at. */
  Set<Interval> intervals() {
    return list.warmups().keySet();
  }

  @Override
  public String toString() {
    return (series.isEmpty() ? "every index" : String.join(", ", series))
        + " at the close of "
        + list.intervals()
        + " by "
        + list.strategies().size()
        + " strategies";
  }

  /** What was recorded longer ago is not judged any more. */
  Duration catchUp() {
    return catchUp;
  }

  long catchUpNanos() {
    return catchUp.toNanos();
  }
}
