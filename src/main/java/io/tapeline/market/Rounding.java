package io.tapeline.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Products and quotients to 18 significant digits, at most 18 of them after the point, half-even;
 * rounded once, from the exact value. Positive values go through 128 bits, which allocate nothing
 * but the result; the rest through {@link BigDecimal}.
 */
final class Rounding {

  private static final int DIGITS = Decimal.MAX_SCALE;
  private static final long BOUND = Decimal.powerOfTen(DIGITS);

  /** Wide enough that rounding the quotient again changes nothing that is not a tie. */
  private static final MathContext DIVISION = new MathContext(60, RoundingMode.HALF_EVEN);

  private Rounding() {}

  static Decimal round(BigDecimal value) {
    int surplus = Math.max(0, value.precision() - DIGITS);
    int scale = Math.min(DIGITS, value.scale() - surplus);
    return Decimal.of(
        scale < value.scale() ? value.setScale(scale, RoundingMode.HALF_EVEN) : value);
  }

  static Decimal product(Decimal a, Decimal b) {
    Decimal fast =
        a.isPositive() && b.isPositive()
            ? product(a.unscaled(), b.unscaled(), a.scale() + b.scale())
            : null;
    return fast == null ? round(a.times(b)) : fast;
  }

  static Decimal quotient(Decimal a, Decimal b) {
    Decimal fast = quotient(a.unscaled(), a.scale(), b.unscaled(), b.scale());
    return fast == null ? quotient(a.toBigDecimal(), b.toBigDecimal()) : fast;
  }

  static Decimal quotient(BigDecimal a, BigDecimal b) {
    if (Decimal.fits(a) && Decimal.fits(b)) {
      Decimal fast =
          quotient(
              a.unscaledValue().longValue(), a.scale(), b.unscaledValue().longValue(), b.scale());
      if (fast != null) {
        return fast;
      }
    }
    return round(a.divide(b, DIVISION));
  }

  private static @Nullable Decimal product(long a, long b, int scale) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == 0 && low >= 0 && low < BOUND && scale <= DIGITS) {
      return new Decimal(low, scale);
    }
    // the product has as many digits as both factors together, or one less
    int drop = Math.max(digits(a) + digits(b) - 1 - DIGITS, scale - DIGITS);
    if (drop >= 0 && drop < DIGITS && drop <= scale) {
      long rounded = divided(high, low, Decimal.powerOfTen(drop));
      if (rounded >= 0 && rounded < BOUND) {
        return new Decimal(rounded, scale - drop);
      }
      if (drop < scale) {
        return new Decimal(divided(high, low, Decimal.powerOfTen(drop + 1)), scale - drop - 1);
      }
    }
    return null;
  }

  /** a × 10^-scaleA / (b × 10^-scaleB), rounded; null if it takes more than 128 bits. */
  static @Nullable Decimal quotient(long a, int scaleA, long b, int scaleB) {
    if (a <= 0 || b <= 0) {
      return null;
    }
    int difference = scaleA - scaleB;
    // so many digits more make the quotient one of 18 or 19 digits
    int more = Math.min(digits(b) - digits(a) + DIGITS, DIGITS - difference);
    for (int up = more; up >= more - 1; up--) {
      if (up < 0 || up > DIGITS || difference + up < 0) {
        return null;
      }
      long factor = Decimal.powerOfTen(up);
      long rounded = divided(Math.multiplyHigh(a, factor), a * factor, b);
      if (rounded >= 0 && rounded <= BOUND) {
        return new Decimal(rounded, difference + up);
      }
    }
    return null;
  }

  /** Half of the value, exact where 18 significant digits are enough. */
  static Decimal half(BigDecimal value) {
    return round(value.divide(BigDecimal.TWO));
  }

  /** Half of unscaled × 10^-scale; not for values of more than 17 digits. */
  static Decimal half(long unscaled, int scale) {
    return (unscaled & 1) == 0
        ? new Decimal(unscaled / 2, scale)
        : new Decimal(unscaled * 5, scale + 1);
  }

  /** Divided by a positive divisor, half-even. */
  static long divided(long value, long divisor) {
    long quotient = value / divisor;
    long rest = Math.abs(value % divisor);
    boolean up = rest > divisor - rest || (rest == divisor - rest && (quotient & 1) != 0);
    return up ? quotient + Long.signum(value) : quotient;
  }

  private static int digits(long positive) {
    int digits = (((Long.SIZE - Long.numberOfLeadingZeros(positive)) * 1233) >>> 12);
    return digits > DIGITS || positive >= Decimal.powerOfTen(digits) ? digits + 1 : digits;
  }

  /**
   * The 128 bits divided, rounded half-even; negative if the quotient does not fit into 63 bits.
   */
  private static long divided(long high, long low, long divisor) {
    if (high >= divisor || high < 0) {
      return -1;
    }
    long quotient = truncated(high, low, divisor);
    long rest = low - quotient * divisor;
    long toNext = divisor - rest;
    boolean up = rest > toNext || (rest == toNext && (quotient & 1) != 0);
    return up ? quotient + 1 : quotient;
  }

  /** Division of 128 by 64 bits in two steps of 32 (Knuth's algorithm D; Hacker's Delight 9-4). */
  private static long truncated(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long by = divisor << shift;
    long upper = (high << shift) | (low >>> 1 >>> (Long.SIZE - 1 - shift));
    long lower = low << shift;
    long first = step(upper, lower >>> 32, by);
    long rest = ((upper << 32) | (lower >>> 32)) - first * by;
    return (first << 32) | step(rest, lower & 0xffff_ffffL, by);
  }

  /** One 32-bit digit of the quotient: (upper × 2^32 + next) / by. */
  private static long step(long upper, long next, long by) {
    long byHigh = by >>> 32;
    long byLow = by & 0xffff_ffffL;
    long digit = Long.divideUnsigned(upper, byHigh);
    long rest = upper - digit * byHigh;
    while (digit >>> 32 != 0 || Long.compareUnsigned(digit * byLow, (rest << 32) + next) > 0) {
      digit--;
      rest += byHigh;
      if (rest >>> 32 != 0) {
        break;
      }
    }
    return digit;
  }
}
