package io.tapeline.exchange.okx;

import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import org.jspecify.annotations.Nullable;

/** Numbers as OKX writes them: all are strings, and an empty string means none. */
final class Numbers {

  /** A number written in so few characters has at most 18 digits. */
  private static final int SHORT = 18;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private Numbers() {}

  /** A price or size; of more than 18 digits, rounded to 18. Null if there is none. */
  static @Nullable Decimal optional(JsonCursor frame) {
    if (frame.tryNull()) {
      return null;
    }
    if (!frame.atString()) {
      return frame.decimal();
    }
    long before = frame.mark();
    frame.string();
    int length = frame.valueEnd() - frame.valueStart();
    if (length == 0) {
      return null;
    }
    frame.moveTo(before);
    return length <= SHORT ? frame.decimal() : Decimal.rounded(frame.wideDecimal());
  }

  static Decimal required(JsonCursor frame) {
    Decimal value = optional(frame);
    if (value == null) {
      throw frame.wrong("number expected");
    }
    return value;
  }

  /** A time in milliseconds since 1970 UTC, in nanoseconds; {@code other} if there is none. */
  static long nanos(JsonCursor frame, long other) {
    return isNone(frame) ? other : Math.multiplyExact(frame.number(), NANOS_PER_MILLI);
  }

  /** How many matches a trade reports: 1 where OKX does not say. */
  static int count(JsonCursor frame) {
    return isNone(frame) ? 1 : Math.max(1, Math.toIntExact(frame.number()));
  }

  /** Steps over null or an empty string if it stands here. */
  private static boolean isNone(JsonCursor frame) {
    if (frame.tryNull()) {
      return true;
    }
    if (!frame.atString()) {
      return false;
    }
    long before = frame.mark();
    frame.string();
    if (frame.valueStart() == frame.valueEnd()) {
      return true;
    }
    frame.moveTo(before);
    return false;
  }
}
