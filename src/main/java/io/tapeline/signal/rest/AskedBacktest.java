package io.tapeline.signal.rest;

import io.tapeline.candle.Series;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.candle.json.NamedSeries.Named;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Moments;
import io.tapeline.http.Times;
import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.WalkForward;
import io.tapeline.signal.backtest.WalkForward.Metric;
import io.tapeline.signal.job.BacktestConfig;
import io.tapeline.signal.job.BacktestPlan;
import io.tapeline.signal.job.BacktestPlan.Windows;
import io.tapeline.signal.json.BacktestRequest;
import io.tapeline.signal.json.BacktestRequest.WalkForwardRequest;
import io.tapeline.signal.rule.RuleReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backtest as it was asked for, once nothing in it is wrong.
 *
 * @param toNanos exclusive; the end of time for the moment as of which it is made
 * @param asOfNanos null for the newest
 */
record AskedBacktest(
    BacktestRequest asked,
    List<Named> assets,
    Interval interval,
    long fromNanos,
    long toNanos,
    @Nullable Long asOfNanos,
    List<String> strategies,
    BacktestPlan.Trading trading,
    @Nullable Windows windows,
    BacktestConfig config) {

  private static final int RESAMPLES = 1_000;
  private static final int POINTS = 200;
  private static final int MOST_WINDOWS = 200;

  /** Some seconds' work. */
  private static final long MOST_STEPS = 50_000_000;

  private static final String DAY = Interval.D1.id();

  /**
   * @throws io.tapeline.problem.ProblemException naming all that is wrong
   */
  static AskedBacktest read(BacktestRequest asked, BacktestConfig config) {
    Inputs inputs = Inputs.ofBody();
    Interval interval =
        Lengths.fromAMinute(inputs, Objects.requireNonNullElse(asked.interval(), DAY));
    inputs.required("from", asked.from());
    long from = inputs.timeNanos("from", asked.from(), 0);
    long to = inputs.timeNanos("to", asked.to(), Long.MAX_VALUE);
    if (from > to) {
      inputs.wrong("from", "must not be after to", asked.from());
    }
    AskedBacktest read =
        new AskedBacktest(
            asked,
            NamedSeries.readInBody(inputs, "assets", asked.assets(), config.maxSeries()),
            interval,
            from,
            to,
            inputs.timeNanos("as_of", asked.asOf()),
            strategies(inputs, asked, interval, config),
            AskedTrading.read(inputs, asked),
            windows(inputs, asked.walkForward()),
            config);
    within(inputs, "resamples", asked.resamples(), 100, 5_000);
    within(inputs, "points", asked.points(), 2, 2_000);
    inputs.check();
    return read;
  }

  private static List<String> strategies(
      Inputs inputs, BacktestRequest asked, Interval interval, BacktestConfig config) {
    List<String> given = Objects.requireNonNullElse(asked.strategies(), List.of());
    Map<String, Object> rules = asked.rules();
    boolean ruled = rules != null;
    int most = config.maxStrategies();
    int all = given.size() + (ruled ? 1 : 0);
    if (all == 0 || all > most) {
      inputs.wrong(
          "strategies", "must be 1 to " + most + ", rules among them", String.valueOf(all));
      return List.of();
    }
    if (rules != null) {
      var _ = new RuleReader(interval, inputs::wrong).set("rules", rules);
    }
    WalkForwardRequest windows = asked.walkForward();
    if (windows == null) {
      return Grid.each(inputs, given);
    }
    if (ruled || given.size() != 1) {
      inputs.wrong("strategies", "must be one, without rules, where walk_forward is given", null);
      return List.of();
    }
    return Grid.of(inputs, given.getFirst(), windows.grid(), config.maxGrid());
  }

  private static @Nullable Windows windows(Inputs inputs, @Nullable WalkForwardRequest asked) {
    if (asked == null) {
      return null;
    }
    int past = required(inputs, "walk_forward/in_sample", asked.inSample(), 20);
    int next = required(inputs, "walk_forward/out_of_sample", asked.outOfSample(), 5);
    Metric metric = inputs.choice("walk_forward/metric", asked.metric(), Metric.class);
    return new Windows(past, next, Objects.requireNonNullElse(metric, Metric.SHARPE));
  }

  private static int required(Inputs inputs, String name, @Nullable Integer given, int min) {
    if (given == null) {
      inputs.wrong(name, "must be given", null);
      return min;
    }
    return within(inputs, name, given, min, 50_000) ? given : min;
  }

  private static boolean within(
      Inputs inputs, String name, @Nullable Integer given, int min, int max) {
    boolean is = given == null || (given >= min && given <= max);
    if (!is) {
      inputs.wrong(name, "must be a whole number from " + min + " to " + max, given + "");
    }
    return is;
  }

  /**
   * With all that was left open.
   *
   * @param horizonNanos up to which all is stored
   * @throws io.tapeline.problem.ProblemException if the range is too long or not stored yet
   */
  BacktestPlan plan(List<Series> series, long horizonNanos) {
    Inputs inputs = Inputs.ofBody();
    long moment = Objects.requireNonNullElse(asOfNanos, horizonNanos);
    Moments.requireStored(Inputs.ofBody(), moment, horizonNanos);
    long from = interval.ceiling(fromNanos);
    long to = Math.max(from, interval.floor(Math.min(toNanos, moment)));
    long candles = (to - from) / interval.nanos();
    if (candles > config.maxCandles()) {
      inputs.wrong(
          "from", "must be at most " + config.maxCandles() + " candles before to", asked.from());
    } else if (windows != null) {
      bounded(inputs, windows, (int) candles);
    }
    inputs.check();
    return new BacktestPlan(
        series.stream().map(Series::id).distinct().toList(),
        interval.id(),
        Times.exact(from),
        Times.exact(to),
        Times.exact(moment),
        strategies,
        asked.rules(),
        trading,
        windows,
        Objects.requireNonNullElse(asked.resamples(), RESAMPLES),
        Objects.requireNonNullElse(asked.points(), POINTS));
  }

  private void bounded(Inputs inputs, Windows asked, int candles) {
    int count =
        new WalkForward(asked.inSample(), asked.outOfSample(), asked.metric()).windows(candles);
    long steps = (long) count * asked.inSample() * strategies.size();
    if (count > MOST_WINDOWS) {
      inputs.wrong(
          "walk_forward/out_of_sample",
          "must make at most " + MOST_WINDOWS + " windows, not " + count,
          asked.outOfSample() + "");
    }
    if (steps > MOST_STEPS) {
      inputs.wrong(
          "walk_forward",
          "must try at most " + MOST_STEPS + " candles in all windows of a series, not " + steps,
          null);
    }
  }
}
