package io.tapeline.signal.rule;

import io.tapeline.signal.strategy.Figure;
import io.tapeline.signal.strategy.Reading;
import io.tapeline.signal.verdict.Glance;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds at the close of a candle, or does not. A tree: nothing in it refers to anything else. */
public sealed interface Rule {

  /** The columns it looks at. */
  Stream<Reading> readings();

  /**
   * Whether it holds where the glance is.
   *
   * @param glance which has its columns; none of them may be lacking there
   */
  boolean holds(Glance glance);

  /** All of them hold. */
  record All(List<Rule> rules) implements Rule {
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public Stream<Reading> readings() {
      return rules.stream().flatMap(Rule::readings);
    }

    @Override
    public boolean holds(Glance glance) {
      return rules.stream().allMatch(rule -> rule.holds(glance));
    }
  }

  /** At least one of them holds. */
  record Any(List<Rule> rules) implements Rule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public Stream<Reading> readings() {
      return rules.stream().flatMap(Rule::readings);
    }

    @Override
    public boolean holds(Glance glance) {
      return rules.stream().anyMatch(rule -> rule.holds(glance));
    }
  }

  /** It does not hold. */
  record Not(Rule rule) implements Rule {
    @Override
    public Stream<Reading> readings() {
      return rule.readings();
    }

    @Override
    public boolean holds(Glance glance) {
      return !rule.holds(glance);
    }
  }

  /** One figure is held against another, or against a number. */
  record Comparison(Operand left, Is is, Operand right) implements Rule {
    @Override
    public Stream<Reading> readings() {
      return Stream.of(left, right)
          .flatMap(
              side ->
                  side instanceof Column(Reading reading) ? Stream.of(reading) : Stream.empty());
    }

    @Override
    public boolean holds(Glance glance) {
      double a = left.now(glance);
      double b = right.now(glance);
      return switch (is) {
        case ABOVE -> a > b;
        case BELOW -> a < b;
        case AT_LEAST -> a >= b;
        case AT_MOST -> a <= b;
        // not a number, which is neither, where the candle before is missing
        case CROSSES_ABOVE -> a > b && left.before(glance) <= right.before(glance);
        case CROSSES_BELOW -> a < b && left.before(glance) >= right.before(glance);
      };
    }
  }

  /** How two sides compare. */
  enum Is {
    ABOVE,
    BELOW,
    AT_LEAST,
    AT_MOST,
    /** Above now, and not above at the candle before. */
    CROSSES_ABOVE,
    /** Below now, and not below at the candle before. */
    CROSSES_BELOW
  }

  /** One side of a comparison. */
  sealed interface Operand {
    double now(Glance glance);

    double before(Glance glance);
  }

  /** A column of an indicator. */
  record Column(Reading reading) implements Operand {
    @Override
    public double now(Glance glance) {
      return number(glance.figure(glance.slot(reading)));
    }

    @Override
    public double before(Glance glance) {
      return number(glance.before(glance.slot(reading)));
    }

    private static double number(@Nullable Figure figure) {
      return figure == null ? Double.NaN : figure.number();
    }
  }

  /** The same always. */
  record Constant(double value) implements Operand {
    @Override
    public double now(Glance glance) {
      return value;
    }

    @Override
    public double before(Glance glance) {
      return value;
    }
  }
}
