package io.tapeline.signal.strategy;

import io.tapeline.signal.indicator.Significant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a column says at a moment, rounded to ten significant digits, as it is told: rules compare
 * nothing finer.
 */
public final class Figure {

  private final Reading reading;
  private final double number;

  /** Made when it is first asked for: backtests never do. */
  private @Nullable BigDecimal value;

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

  /** The same exactly. */
  public BigDecimal value() {
    BigDecimal known = value;
    if (known == null) {
      known = Objects.requireNonNull(Significant.of(number));
      value = known;
    }
    return known;
  }

  /** How far above another it is. */
  public double above(Figure other) {
    return number - other.number;
  }
}
