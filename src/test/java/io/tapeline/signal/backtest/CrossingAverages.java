package io.tapeline.signal.backtest;

import io.tapeline.market.Interval;
import io.tapeline.signal.rule.Rule;
import io.tapeline.signal.rule.Rule.Column;
import io.tapeline.signal.rule.Rule.Comparison;
import io.tapeline.signal.rule.Rule.Is;
import io.tapeline.signal.rule.RuleSet;
import io.tapeline.signal.rule.RuleSet.Leg;
import io.tapeline.signal.strategy.Reading;
import java.math.BigDecimal;

/** Long while a fast average is above a slow one: what everybody tries first. */
public final class CrossingAverages {

  private CrossingAverages() {}

  public static Trader trader(Interval interval, int fast, int slow) {
    return new Trader.ByRules(
        new RuleSet("crossing", new Leg(rule(interval, fast, slow), null), null));
  }

  private static Rule rule(Interval interval, int fast, int slow) {
    return new Comparison(average(interval, fast), Is.ABOVE, average(interval, slow));
  }

  private static Column average(Interval interval, int length) {
    return new Column(Reading.of(interval, "sma", BigDecimal.valueOf(length)));
  }
}
