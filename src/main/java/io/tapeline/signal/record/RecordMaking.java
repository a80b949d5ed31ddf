package io.tapeline.signal.record;

import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import io.tapeline.signal.job.BacktestPlan;
import io.tapeline.signal.job.BacktestPlan.Trading;
import io.tapeline.signal.job.SeriesBacktest;
import io.tapeline.signal.json.BacktestJson;
import io.tapeline.signal.json.BacktestJson.RunJson;
import io.tapeline.signal.json.RecordPartJson;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of every strategy of the catalogue, with its usual numbers: a backtest of the
 * newest part of time, which is out of sample, and one of the part before it: see {@link Split}.
 */
@ApplicationScoped
class RecordMaking {

  private static final int RESAMPLES = 1_000;
  private static final int FEWEST_POINTS = 2;

  /** Long only, at 10 basis points and 5 of slippage, all there is, as a caller gets by default. */
  private static final Trading USUAL = new Trading(false, 100_000, 0, 10, 5, 1.0, null, 30);

  private final RecordConfig config;
  private final SeriesBacktest backtest;

  RecordMaking(RecordConfig config, SeriesBacktest backtest) {
    this.config = config;
    this.backtest = backtest;
  }

  static List<StrategyName> strategies() {
    return BuiltIns.all().stream().map(Strategy::usual).map(StrategyChoice::name).toList();
  }

  /**
   * Of one series and interval. Waits for the store, so on a thread that may.
   *
   * @param asOfNanos as of which the candles are known
   */
  List<TrackRecord> make(String series, Interval interval, long asOfNanos)
      throws InterruptedException {
    Split split = Split.of(config, interval, asOfNanos);
    BacktestPlan before = plan(series, interval, split.begin(), split.split(), asOfNanos);
    BacktestPlan after = plan(series, interval, split.split(), split.end(), asOfNanos);
    BacktestJson inSample = backtest.run(series, before);
    BacktestJson outOfSample = backtest.run(series, after);
    List<TrackRecord> made = new ArrayList<>();
    List<StrategyName> strategies = strategies();
    for (int i = 0; i < strategies.size(); i++) {
      made.add(
          new TrackRecord(
              strategies.get(i),
              series,
              interval,
              SeriesBacktest.METHOD,
              Instant.ofEpochSecond(0, asOfNanos),
              null,
              part(before, inSample, i),
              part(after, outOfSample, i)));
    }
    return made;
  }

  private static BacktestPlan plan(
      String series, Interval interval, long fromNanos, long toNanos, long asOfNanos) {
    return new BacktestPlan(
        List.of(series),
        interval.id(),
        Times.exact(fromNanos),
        Times.exact(toNanos),
        Times.exact(asOfNanos),
        strategies().stream().map(StrategyName::id).toList(),
        null,
        USUAL,
        null,
        RESAMPLES,
        FEWEST_POINTS);
  }

  private static @Nullable RecordPartJson part(BacktestPlan plan, BacktestJson series, int place) {
    if (series.runs().isEmpty()) {
      return null;
    }
    RunJson run = series.runs().get(place);
    return RecordPartJson.of(plan.from(), plan.to(), series, run);
  }
}
