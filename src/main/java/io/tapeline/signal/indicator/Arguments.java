package io.tapeline.signal.indicator;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The numbers that an indicator was given, in the order of its parameters. */
public record Arguments(List<BigDecimal> values) {

  public Arguments {
    values = values.stream().map(Arguments::plain).toList();
  }

  /** Equal numbers are equal objects: no trailing zeros, no scientific notation. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A count of candles. */
  public int count(int index) {
    return values.get(index).intValueExact();
  }

  /** Any number, as it was given. */
  public BigDecimal get(int index) {
    return values.get(index);
  }

  /** Any number. */
  public double number(int index) {
    return values.get(index).doubleValue();
  }

  /** The largest, rounded down; 1 if there is none. */
  int longest() {
    return values.stream().mapToInt(BigDecimal::intValue).max().orElse(1);
  }

  /** {@code (12,26,9)}; empty if there are none. */
  @Override
  public String toString() {
    return values.isEmpty()
        ? ""
        : values.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",", "(", ")"));
  }
}
