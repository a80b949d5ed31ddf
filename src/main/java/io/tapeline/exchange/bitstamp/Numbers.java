package io.tapeline.exchange.bitstamp;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;

/** Numbers as Bitstamp writes them. */
final class Numbers {

  /** A number written in so few characters has at most 18 digits. */
  private static final int SHORT = 18;

  private static final long FROM_MILLIS = 100_000_000_000L;
  private static final long FROM_MICROS = 100_000_000_000_000L;

  private Numbers() {}

  /** A price or amount, as text or as a number; of more than 18 digits, the first 18. */
  static Decimal decimal(JsonCursor frame) {
    if (!frame.atString()) {
      return frame.decimal();
    }
    long before = frame.mark();
    frame.string();
    int length = frame.valueEnd() - frame.valueStart();
    frame.moveTo(before);
    return length <= SHORT ? frame.decimal() : frame.rounded(Decimal.MAX_SCALE);
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
