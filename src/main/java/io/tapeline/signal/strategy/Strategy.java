package io.tapeline.signal.strategy;

import io.tapeline.market.Interval;
import io.tapeline.signal.indicator.Arguments;
import io.tapeline.signal.indicator.Definition;
import io.tapeline.signal.indicator.Indicator.Condition;
import io.tapeline.signal.indicator.Parameter;
import java.util.List;

/**
 * A rule that says where the closed candles of a series point: the same candles, the same answer.
 *
 * @param version rises whenever the same candles would get another answer
 * @param title its name for people
 * @param rule in words, for people
 * @param formula in words: ramp(x, f) is x / f within −1 and 1, rise(x, a, b) is (x − a) / (b − a)
 *     within 0 and 1
 * @param source who described it, and where
 * @param readings the columns it looks at; none where it has nothing to say of an interval
 */
public record Strategy(
    String name,
    int version,
    String title,
    Style style,
    List<Parameter> parameters,
    List<Condition> conditions,
    String rule,
    String formula,
    String source,
    Readings readings,
    Rule by)
    implements Definition {

  /** Which columns, in the order in which the rule takes them. */
  @FunctionalInterface
  public interface Readings {
    List<Reading> of(Interval interval, Arguments arguments);
  }

  /** Weighs the figures of a moment, one for each reading. */
  @FunctionalInterface
  public interface Rule {
    void weigh(List<Figure> figures, Arguments arguments, Weighing weighing);
  }

  public Strategy {
    parameters = List.copyOf(parameters);
    conditions = List.copyOf(conditions);
    if (rule.isEmpty() || formula.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException("incomplete: " + name);
    }
  }

  /** With the numbers that are meant where none are given. */
  public StrategyChoice usual() {
    return new StrategyChoice(
        this, new Arguments(parameters.stream().map(Parameter::fallback).toList()));
  }
}
