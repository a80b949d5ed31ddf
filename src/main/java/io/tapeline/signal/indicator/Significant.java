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

  private Significant() {}

  /** Null where there is no figure. */
  public static @Nullable BigDecimal of(double figure) {
    if (!Double.isFinite(figure)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(figure);
    int places = Math.min(MOST_PLACES, exact.scale() - exact.precision() + DIGITS);
    BigDecimal rounded =
        places >= exact.scale()
            ? exact
            : places < 0 ? exact.round(TEN) : exact.setScale(places, RoundingMode.HALF_EVEN);
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
