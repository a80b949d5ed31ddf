package io.tapeline.signal.job;

import io.tapeline.http.Times;
import io.tapeline.signal.backtest.WalkForward.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backtest with all that was left open, settled when it was asked for: what a job keeps, and what
 * it does again if it was stopped. Whoever asks for it again with the same {@code asOf} gets the
 * same.
 *
 * @param series ids, in the order given
 * @param from RFC 3339, the first open time
 * @param to exclusive
 * @param asOf what was recorded later is not seen
 * @param strategies with all their numbers; of a grid all of it
 * @param rules as they were given; null if there are none
 * @param windows null where nothing is chosen
 * @param points of each curve, at most
 */
public record BacktestPlan(
    List<String> series,
    String interval,
    String from,
    String to,
    String asOf,
    List<String> strategies,
    @Nullable Map<String, Object> rules,
    Trading trading,
    @Nullable Windows windows,
    int resamples,
    int points) {

  /**
   * How decisions become positions.
   *
   * @param enter strength, millionths
   * @param leave strength, millionths
   * @param feeBp basis points of the notional
   * @param slippageBp basis points of the price
   * @param fraction of what is there; null where volatility says how much
   * @param volatility that is wanted, a year; null where a fraction is given
   * @param returns that realised volatility is made of
   */
  public record Trading(
      boolean shorts,
      int enter,
      int leave,
      double feeBp,
      double slippageBp,
      @Nullable Double fraction,
      @Nullable Double volatility,
      int returns) {}

  /** As {@link io.tapeline.signal.backtest.WalkForward}. */
  public record Windows(int inSample, int outOfSample, Metric metric) {}

  public BacktestPlan {
    series = List.copyOf(series);
    strategies = List.copyOf(strategies);
  }

  long fromNanos() {
    return Times.parse(from);
  }

  long toNanos() {
    return Times.parse(to);
  }

  long asOfNanos() {
    return Times.parse(asOf);
  }
}
