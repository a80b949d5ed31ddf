package io.tapeline.signal.job;

import io.tapeline.candle.Series;
import io.tapeline.signal.backtest.Backtest;
import io.tapeline.signal.backtest.Backtest.Outcome;
import io.tapeline.signal.backtest.Track;
import io.tapeline.signal.backtest.Trader;
import io.tapeline.signal.backtest.WalkForward;
import io.tapeline.signal.backtest.WalkForward.Choice;
import io.tapeline.signal.job.BacktestCandles.Read;
import io.tapeline.signal.json.BacktestJson;
import io.tapeline.signal.json.BacktestJson.ChosenJson;
import io.tapeline.signal.json.BacktestJson.InputJson;
import io.tapeline.signal.json.BacktestJson.RunJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries all that a plan names on one of its series. */
@ApplicationScoped
public class SeriesBacktest {

  /** How it is made: rises whenever the same candles would have other figures. */
  public static final String METHOD = "tapeline-backtests/1";

  private final BacktestCandles candles;

  SeriesBacktest(BacktestCandles candles) {
    this.candles = candles;
  }

  /**
   * The same without anybody who is told how far it is. Waits for the store, so on a thread that
   * may.
   */
  public BacktestJson run(String id, BacktestPlan plan) throws InterruptedException {
    return run(id, plan, BacktestSetting.of(plan), () -> {});
  }

  /** The next of the runs begins. */
  @FunctionalInterface
  interface Steps {
    /**
     * @throws InterruptedException if there is to be none
     */
    void next() throws InterruptedException;
  }

  /**
   * Waits for the store, so on a thread that may.
   *
   * @throws InterruptedException if it has to leave off
   */
  BacktestJson run(String id, BacktestPlan plan, BacktestSetting setting, Steps steps)
      throws InterruptedException {
    Read read = candles.read(Series.parse(id), plan, setting.interval(), setting.warmups());
    List<InputJson> inputs = read.inputs().stream().map(InputJson::of).toList();
    if (read.market().bars().indexFrom(plan.fromNanos()) == read.market().bars().size()) {
      return BacktestJson.none(id, inputs, "there are no candles in this range");
    }
    Backtest backtest =
        new Backtest(
            read.market(), read.longer(), plan.fromNanos(), setting.traders(), setting.terms());
    Track benchmark = backtest.benchmark();
    WalkForward windows = setting.windows();
    List<RunJson> runs = new ArrayList<>();
    for (int i = 0; windows == null && i < setting.traders().size(); i++) {
      steps.next();
      Outcome outcome = backtest.outcome(i, benchmark, plan.resamples());
      runs.add(RunJson.of(setting.traders().get(i).id(), outcome, plan.resamples(), plan.points()));
    }
    return new BacktestJson(
        id,
        null,
        backtest.candles(),
        inputs,
        RunJson.ofBenchmark(benchmark, plan.points()),
        runs,
        windows == null ? null : chosen(backtest, plan, setting, windows, read, steps));
  }

  /** Null where the range is no longer than the first part of a window. */
  private static @Nullable ChosenJson chosen(
      Backtest backtest,
      BacktestPlan plan,
      BacktestSetting setting,
      WalkForward windows,
      Read read,
      Steps steps)
      throws InterruptedException {
    steps.next();
    List<Choice> choices = backtest.choices(windows);
    if (choices.isEmpty()) {
      return null;
    }
    Outcome outcome = backtest.outcome(choices, plan.resamples());
    return ChosenJson.of(
        choices,
        setting.traders().stream().map(Trader::id).toList(),
        read.market(),
        outcome,
        RunJson.of("walk_forward", outcome, plan.resamples(), plan.points()));
  }
}
