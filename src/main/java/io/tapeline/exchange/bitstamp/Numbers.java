package io.tapeline.exchange.bitstamp;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Bitstamp writes them. */
final class Numbers {

  /** A number written in so few characters has at most 18 digits. */
  private static final int SHORT = 18;

  private static final long FROM_MILLIS = 100_000_000_000L;
  private static final long FROM_MICROS = 100_000_000_000_000L;

  private Numbers() {}

  /** A price or amount, as text or as a number; of more than 18 digits, rounded to 18. */
  static Decimal decimal(JsonCursor frame) {
    if (!frame.atString()) {
      return frame.decimal();
    }
    long before = frame.mark();
    frame.string();
    int length = frame.valueEnd() - frame.valueStart();
    frame.moveTo(before);
    return length <= SHORT ? frame.decimal() : Decimal.rounded(frame.wideDecimal());
  }

  /** Rounded half-even to so many digits after the point, and to 18 in all. */
  static Decimal rounded(JsonCursor frame, int maxScale) {
    BigDecimal value = frame.wideDecimal();
    return Decimal.rounded(
        value.scale() > maxScale ? value.setScale(maxScale, RoundingMode.HALF_EVEN) : value);
  }

  /**
   * A time in seconds, milliseconds or microseconds since 1970 UTC, told apart by its size, in
   * nanoseconds.
   */
  static long nanos(long written) {
    if (written >= FROM_MICROS) {
      return Math.multiplyExact(written, 1_000);
    }
    return Math.multiplyExact(written, written >= FROM_MILLIS ? 1_000_000 : 1_000_000_000);
  }
}
