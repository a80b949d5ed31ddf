package io.tapeline.signal.indicator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Figures as they are told, compared and kept: ten significant digits, at most 18 behind the point,
 * half-even, rounded once from the exact value of the double.
 */
public final class Significant {

  public static final int DIGITS = 10;

  public static final int MOST_PLACES = 18;

  private static final MathContext TEN = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  /** Powers of ten that doubles hold exactly. */
  private static final double[] POWERS = powers();

  /** Below, and from 10¹⁰ on, exact arithmetic is quick enough. */
  private static final double SMALL = 1e-5;

  /** Of a half, in units of the last digit: nearer to it only exact arithmetic knows the side. */
  private static final double NEAR = 1e-4;

  private Significant() {}

  private static double[] powers() {
    double[] powers = new double[DIGITS + DIGITS];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  /**
   * The double nearest to the rounded figure, a hundred times as fast; not a number where there is
   * none.
   */
  public static double number(double figure) {
    double size = Math.abs(figure);
    if (isUsual(size)) {
      double power = POWERS[DIGITS - digits(size)];
      double scaled = size * power;
      double whole = Math.rint(scaled);
      // a whole number and a power of ten that are exact make the nearest quotient
      if (isSure(scaled, whole)) {
        return Math.copySign(whole / power, figure);
      }
    }
    BigDecimal rounded = figure == 0 ? BigDecimal.ZERO : exactly(figure);
    return rounded == null ? Double.NaN : rounded.doubleValue();
  }

  private static boolean isUsual(double size) {
    return size >= SMALL && size < POWERS[DIGITS];
  }

  /** What lies beyond a whole number is clearly less or more than a half. */
  private static boolean isSure(double scaled, double whole) {
    return Math.abs(Math.abs(scaled - whole) - 0.5) > NEAR;
  }

  /** Before the point; below 1 less the zeros behind it. */
  private static int digits(double size) {
    int digits = 0;
    while (size >= POWERS[digits]) {
      digits++;
    }
    for (double mark = 0.1; size < mark; mark /= 10) {
      digits--;
    }
    return digits;
  }

  /** Null where there is no figure. */
  public static @Nullable BigDecimal of(double figure) {
    double size = Math.abs(figure);
    if (isUsual(size)) {
      int places = DIGITS - digits(size);
      double scaled = figure * POWERS[places];
      double whole = Math.rint(scaled);
      if (isSure(scaled, whole)) {
        return plain(BigDecimal.valueOf((long) whole, places));
      }
    }
    return exactly(figure);
  }

  /** The same by the exact value of the double, whatever its size. */
  static @Nullable BigDecimal exactly(double figure) {
    if (!Double.isFinite(figure)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(figure);
    int places = Math.min(MOST_PLACES, exact.scale() - exact.precision() + DIGITS);
    BigDecimal rounded =
        places >= exact.scale()
            ? exact
            : places < 0 ? exact.round(TEN) : exact.setScale(places, RoundingMode.HALF_EVEN);
    return plain(rounded);
  }

  /** No trailing zeros, no scientific notation. */
  private static BigDecimal plain(BigDecimal rounded) {
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
