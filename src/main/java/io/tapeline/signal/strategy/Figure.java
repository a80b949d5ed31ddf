package io.tapeline.signal.strategy;

import java.math.BigDecimal;

/**
 * What a column says at a moment.
 *
 * @param value rounded to ten significant digits, as it is told: rules compare nothing finer
 */
public record Figure(Reading reading, BigDecimal value) {

  public double number() {
    return value.doubleValue();
  }

  /** How far above another it is. */
  public double above(Figure other) {
    return number() - other.number();
  }
}
