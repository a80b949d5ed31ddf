package io.tapeline.signal.job;

import io.tapeline.market.Interval;
import io.tapeline.signal.backtest.Costs;
import io.tapeline.signal.backtest.Sizing;
import io.tapeline.signal.backtest.Sizing.Fraction;
import io.tapeline.signal.backtest.Sizing.VolatilityTarget;
import io.tapeline.signal.backtest.Terms;
import io.tapeline.signal.backtest.Trader;
import io.tapeline.signal.backtest.WalkForward;
import io.tapeline.signal.rule.RuleReader;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a plan means. */
record BacktestSetting(
    Interval interval, List<Trader> traders, Terms terms, @Nullable WalkForward windows) {

  /**
   * @throws IllegalArgumentException if it names what there isn't any more
   */
  static BacktestSetting of(BacktestPlan plan) {
    Interval interval = Interval.of(plan.interval()).orElseThrow();
    BacktestPlan.Windows windows = plan.windows();
    return new BacktestSetting(
        interval,
        traders(plan, interval),
        terms(plan.trading()),
        windows == null
            ? null
            : new WalkForward(windows.inSample(), windows.outOfSample(), windows.metric()));
  }

  private static List<Trader> traders(BacktestPlan plan, Interval interval) {
    List<Trader> traders = new ArrayList<>();
    for (String id : plan.strategies()) {
      StrategyChoices read = StrategyChoices.read(id);
      if (!read.faults().isEmpty()) {
        throw new IllegalArgumentException(read.faults().toString());
      }
      traders.add(new Trader.ByStrategy(read.all().getFirst()));
    }
    if (plan.rules() != null) {
      RuleReader reader =
          new RuleReader(
              interval,
              (path, reason, _) -> {
                throw new IllegalArgumentException(path + ": " + reason);
              });
      traders.add(new Trader.ByRules(reader.set("rules", plan.rules())));
    }
    return traders;
  }

  private static Terms terms(BacktestPlan.Trading trading) {
    Sizing sizing =
        trading.volatility() == null
            ? new Fraction(Objects.requireNonNull(trading.fraction()))
            : new VolatilityTarget(trading.volatility(), trading.returns());
    return new Terms(
        Costs.ofBasisPoints(trading.feeBp(), trading.slippageBp()),
        sizing,
        trading.shorts(),
        trading.enter(),
        trading.leave());
  }

  /** Candles that must lie before a block, by interval: the one that is traded among them. */
  Map<Interval, Integer> warmups() {
    Map<Interval, Integer> warmups = new EnumMap<>(Interval.class);
    warmups.put(interval, terms.sizing().candles());
    traders.stream()
        .flatMap(trader -> trader.readings(interval).stream())
        .forEach(
            reading -> warmups.merge(reading.interval(), reading.choice().warmup(), Math::max));
    return warmups;
  }
}
