package io.tapeline.market;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact decimal, {@code unscaled × 10^-scale}, always in lowest terms (no trailing zeros after
 * the point, scale never negative), so that equal values are equal objects. Holds 18 significant
 * digits, which is what venues send; wider sums are kept as {@link BigDecimal}.
 *
 * @param unscaled all digits, with the sign
 * @param scale digits after the point, 0 to 18
 */
public record Decimal(long unscaled, int scale) implements Comparable<Decimal> {

  /** Digits after the point that a decimal can have. */
  public static final int MAX_SCALE = 18;

  public static final Decimal ZERO = new Decimal(0, 0);
  public static final Decimal ONE = new Decimal(1, 0);

  private static final int SHORT_DIGITS = 16;

  /** Every whole number up to here is a double; and so are the powers of ten that there are. */
  private static final long EXACT_DOUBLE = 1L << 53;

  private static final long[] POWERS_OF_TEN = new long[MAX_SCALE + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i <= MAX_SCALE; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  public Decimal {
    if (scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("scale: " + scale);
    }
    while (scale > 0 && unscaled % 10 == 0) {
      unscaled /= 10;
      scale--;
    }
  }

  /** The exact value of {@code text}, in plain or scientific notation. */
  public static Decimal parse(String text) {
    return of(new BigDecimal(text));
  }

  /**
   * @throws ArithmeticException if the value has more than 18 digits after the point or does not
   *     fit
   */
  public static Decimal of(BigDecimal value) {
    if (fits(value)) {
      return new Decimal(value.unscaledValue().longValue(), value.scale());
    }
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() < 0) {
      plain = plain.setScale(0);
    }
    if (plain.scale() > MAX_SCALE) {
      throw new ArithmeticException("more than " + MAX_SCALE + " digits after the point");
    }
    return new Decimal(plain.unscaledValue().longValueExact(), plain.scale());
  }

  /**
   * Whether it can be held digit by digit: at most 18 of them, at most 18 after the point. Others
   * may fit once their zeros are stripped.
   */
  public static boolean fits(BigDecimal value) {
    return value.scale() >= 0 && value.scale() <= MAX_SCALE && value.precision() <= MAX_SCALE;
  }

  public static Decimal of(long value) {
    return new Decimal(value, 0);
  }

  /** 10 to the power of {@code exponent}, 0 to 18. */
  public static long powerOfTen(int exponent) {
    return POWERS_OF_TEN[exponent];
  }

  public int signum() {
    return Long.signum(unscaled);
  }

  public boolean isPositive() {
    return unscaled > 0;
  }

  /**
   * All digits at another scale.
   *
   * @throws ArithmeticException if digits would be lost or the result does not fit in a long
   */
  public long unscaledAt(int wantedScale) {
    if (wantedScale >= scale) {
      int up = wantedScale - scale;
      if (up > MAX_SCALE) {
        if (unscaled == 0) {
          return 0;
        }
        throw new ArithmeticException("scale " + wantedScale + " is too fine for " + this);
      }
      return Math.multiplyExact(unscaled, POWERS_OF_TEN[up]);
    }
    throw new ArithmeticException("scale " + wantedScale + " is too coarse for " + this);
  }

  /** All digits at another scale, rounded half-even where some are lost. */
  public long roundedUnscaledAt(int wantedScale) {
    return wantedScale >= scale
        ? unscaledAt(wantedScale)
        : Rounding.divided(unscaled, POWERS_OF_TEN[scale - wantedScale]);
  }

  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(unscaled, scale);
  }

  /** The nearest double. */
  public double doubleValue() {
    // both are exact doubles, so that their quotient is rounded once
    return Math.abs(unscaled) <= EXACT_DOUBLE
        ? (double) unscaled / POWERS_OF_TEN[scale]
        : toBigDecimal().doubleValue();
  }

  /** Exact product, price × quantity in quote asset units. */
  public BigDecimal times(Decimal other) {
    return new BigDecimal(
        BigInteger.valueOf(unscaled).multiply(BigInteger.valueOf(other.unscaled)),
        scale + other.scale);
  }

  /** The product, rounded as {@link #rounded} says. */
  public Decimal timesRounded(Decimal other) {
    return Rounding.product(this, other);
  }

  /** The quotient, rounded as {@link #rounded} says. */
  public Decimal dividedBy(Decimal other) {
    return Rounding.quotient(this, other);
  }

  /**
   * The nearest decimal with at most 18 significant digits, at most 18 of them after the point,
   * half-even: how we round wherever an exact value has no end.
   *
   * @throws ArithmeticException if the value does not fit
   */
  public static Decimal rounded(BigDecimal value) {
    return Rounding.round(value);
  }

  /** a / b, rounded as {@link #rounded} says. */
  public static Decimal quotient(BigDecimal a, BigDecimal b) {
    return Rounding.quotient(a, b);
  }

  /** (a + b) / 2, rounded as {@link #rounded} says. */
  public static Decimal mid(Decimal a, Decimal b) {
    int common = Math.max(a.scale, b.scale);
    return a.isShortAt(common) && b.isShortAt(common)
        ? Rounding.half(a.unscaledAt(common) + b.unscaledAt(common), common)
        : Rounding.half(a.toBigDecimal().add(b.toBigDecimal()));
  }

  /** |this − other|, rounded as {@link #rounded} says. */
  public Decimal distance(Decimal other) {
    int common = Math.max(scale, other.scale);
    return isShortAt(common) && other.isShortAt(common)
        ? new Decimal(Math.abs(unscaledAt(common) - other.unscaledAt(common)), common)
        : rounded(toBigDecimal().subtract(other.toBigDecimal()).abs());
  }

  /** |this − other| / 2, rounded as {@link #rounded} says. */
  public Decimal halfDistance(Decimal other) {
    Decimal whole = distance(other);
    return whole.isShortAt(whole.scale)
        ? Rounding.half(whole.unscaled, whole.scale)
        : Rounding.half(whole.toBigDecimal());
  }

  /** It has at most 16 digits at this scale, so that sums and halves stay exact. */
  private boolean isShortAt(int wantedScale) {
    int up = wantedScale - scale;
    return wantedScale < MAX_SCALE
        && up <= SHORT_DIGITS
        && Math.abs(unscaled) < POWERS_OF_TEN[SHORT_DIGITS - up];
  }

  public Decimal max(Decimal other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Decimal min(Decimal other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Decimal other) {
    if (scale == other.scale) {
      return Long.compare(unscaled, other.unscaled);
    }
    if (signum() != other.signum()) {
      return Integer.compare(signum(), other.signum());
    }
    int common = Math.max(scale, other.scale);
    long leftFactor = POWERS_OF_TEN[common - scale];
    long rightFactor = POWERS_OF_TEN[common - other.scale];
    int high =
        Long.compare(
            Math.multiplyHigh(unscaled, leftFactor),
            Math.multiplyHigh(other.unscaled, rightFactor));
    return high != 0
        ? high
        : Long.compareUnsigned(unscaled * leftFactor, other.unscaled * rightFactor);
  }

  /** Plain notation, never scientific, no trailing zeros: {@code "64251.13"}. */
  @Override
  public String toString() {
    if (scale == 0) {
      return Long.toString(unscaled);
    }
    return BigDecimal.valueOf(unscaled, scale).toPlainString();
  }
}
