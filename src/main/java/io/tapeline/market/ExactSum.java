package io.tapeline.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running sum of decimals, or of products of decimals, without any rounding: what was added can
 * be taken away again and nothing stays. Kept in 128 bits, which allocate nothing, and in a {@link
 * BigDecimal} once these don't suffice. Not thread-safe.
 */
public final class ExactSum {

  private static final int MAX_FAST_SCALE = 26;
  private static final long ROOM = 1L << 60;
  private static final long MAX_DIGITS = Decimal.powerOfTen(Decimal.MAX_SCALE);

  private long high;
  private long low;
  private int scale;
  private @Nullable BigDecimal wide;

  public void clear() {
    high = 0;
    low = 0;
    scale = 0;
    wide = null;
  }

  public void add(Decimal value) {
    add(value.unscaled() >> 63, value.unscaled(), value.scale());
  }

  public void subtract(Decimal value) {
    add(-value.unscaled() >> 63, -value.unscaled(), value.scale());
  }

  /** Adds a × b. */
  public void addProduct(Decimal a, Decimal b) {
    addProduct(a.unscaled(), b.unscaled(), a.scale() + b.scale());
  }

  /** Subtracts a × b. */
  public void subtractProduct(Decimal a, Decimal b) {
    addProduct(-a.unscaled(), b.unscaled(), a.scale() + b.scale());
  }

  private void addProduct(long a, long b, int productScale) {
    add(Math.multiplyHigh(a, b), a * b, productScale);
  }

  private void add(long moreHigh, long moreLow, int moreScale) {
    if (wide != null || moreScale > MAX_FAST_SCALE || !align(moreScale)) {
      addWide(big(moreHigh, moreLow, moreScale));
      return;
    }
    long factor = Decimal.powerOfTen(Math.min(scale - moreScale, Decimal.MAX_SCALE));
    if (scale - moreScale > Decimal.MAX_SCALE || !hasRoom(moreHigh, factor)) {
      addWide(big(moreHigh, moreLow, moreScale));
      return;
    }
    long termLow = moreLow * factor;
    long termHigh = moreHigh * factor + Math.unsignedMultiplyHigh(moreLow, factor);
    long sumLow = low + termLow;
    high += termHigh + (Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0);
    low = sumLow;
    if (high > ROOM || high < -ROOM) {
      addWide(BigDecimal.ZERO);
    }
  }

  /** Brings the sum to at least this scale; false if it has no room for that. */
  private boolean align(int wantedScale) {
    if (wantedScale <= scale) {
      return true;
    }
    int up = wantedScale - scale;
    if (high == 0 && low == 0) {
      scale = wantedScale;
      return true;
    }
    if (up > Decimal.MAX_SCALE || !hasRoom(high, Decimal.powerOfTen(up))) {
      return false;
    }
    long factor = Decimal.powerOfTen(up);
    high = high * factor + Math.unsignedMultiplyHigh(low, factor);
    low *= factor;
    scale = wantedScale;
    return true;
  }

  /** The high word times the factor, plus what carries over from the low word, stays in 64 bits. */
  private static boolean hasRoom(long high, long factor) {
    long magnitude = high < 0 ? ~high : high;
    return magnitude == 0 || factor == 1 || magnitude < (ROOM / factor) - 1;
  }

  private void addWide(BigDecimal more) {
    wide = value().add(more);
  }

  private static BigDecimal big(long high, long low, int scale) {
    BigInteger unscaled =
        BigInteger.valueOf(high)
            .shiftLeft(Long.SIZE)
            .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
            .add(BigInteger.valueOf(low & 1));
    return new BigDecimal(unscaled, scale);
  }

  public boolean isZero() {
    return wide == null ? high == 0 && low == 0 : wide.signum() == 0;
  }

  /** The exact sum, without trailing zeros. */
  public BigDecimal value() {
    BigDecimal plain = exact().stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** The sum, rounded as {@link Decimal#rounded} says. */
  public Decimal rounded() {
    return isShort() && scale <= Decimal.MAX_SCALE && Math.abs(low) < MAX_DIGITS
        ? new Decimal(low, scale)
        : Rounding.round(value());
  }

  /** This sum divided by another, rounded as {@link Decimal#rounded} says. */
  public Decimal dividedBy(ExactSum divisor) {
    Decimal fast =
        isShort() && divisor.isShort()
            ? Rounding.quotient(low, scale, divisor.low, divisor.scale)
            : null;
    return fast == null ? Rounding.quotient(exact(), divisor.exact()) : fast;
  }

  private BigDecimal exact() {
    if (wide != null) {
      return wide;
    }
    return isShort() ? BigDecimal.valueOf(low, scale) : big(high, low, scale);
  }

  /** It fits into the low word. */
  private boolean isShort() {
    return wide == null && high == low >> 63;
  }
}
