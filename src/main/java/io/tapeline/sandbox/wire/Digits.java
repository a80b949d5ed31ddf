package io.tapeline.sandbox.wire;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as venues print them. */
public final class Digits {

  private Digits() {}

  /** Always so many digits after the point: {@code 65100.10000000}. Cut where there are more. */
  public static String fixed(Decimal value, int scale) {
    return fixed(value.toBigDecimal(), scale);
  }

  /** Always so many digits after the point, cut where there are more. */
  public static String fixed(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.DOWN).toPlainString();
  }

  /** No trailing zeros, and no more digits after the point than this. */
  public static String trimmed(BigDecimal value, int scale) {
    BigDecimal cut = value.setScale(scale, RoundingMode.DOWN).stripTrailingZeros();
    return cut.scale() < 0 ? cut.setScale(0).toPlainString() : cut.toPlainString();
  }

  /** No trailing zeros, but at least one digit after the point: {@code 65100.0}. */
  public static String pointed(Decimal value) {
    return value.scale() == 0 ? value + ".0" : value.toString();
  }

  /** A ratio or percentage, rounded to so many digits after the point. */
  public static String rounded(double value, int scale) {
    return String.format(Locale.ROOT, "%." + scale + "f", value);
  }
}
