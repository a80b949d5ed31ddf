package io.tapeline.signal.strategy;

import io.tapeline.signal.indicator.Significant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What a column says at a moment, rounded to ten significant digits, as it is told: rules compare
 * nothing finer.
 */
public final class Figure {

  private final Reading reading;
  private final double number;

  /**
   * @param figure as it was computed; finite
   */
  public Figure(Reading reading, double figure) {
    this.reading = reading;
    this.number = Significant.number(figure);
  }

  public Reading reading() {
    return reading;
  }

  public double number() {
    return number;
  }

  /** Of several. */
  public static double[] numbers(List<Figure> figures) {
    return figures.stream().mapToDouble(Figure::number).toArray();
  }

  /** The same exactly. Made when it is asked for: backtests never do. */
  public BigDecimal value() {
    return Objects.requireNonNull(Significant.of(number));
  }

  /** How far above another it is. */
  public double above(Figure other) {
    return number - other.number;
  }
}
