package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers of a JSON text, where they stand. */
final class JsonNumbers {

  private static final int MAX_LENGTH = 40;

  /** So that an exponent can't make a number of millions of digits. */
  private static final int MAX_EXPONENT = 64;

  private JsonNumbers() {}

  /** From a number's first character to behind its last. */
  static int end(byte[] bytes, int start, int end) {
    int i = start;
    if (i < end && bytes[i] == '-') {
      i++;
    }
    int digits = i;
    i = digits(bytes, i, end);
    if (i == digits || (bytes[digits] == '0' && i - digits > 1)) {
      throw new MalformedFrameException("value expected");
    }
    if (i < end && bytes[i] == '.') {
      int fraction = ++i;
      i = digits(bytes, i, end);
      if (i == fraction) {
        throw new MalformedFrameException("digits expected after the point");
      }
    }
    if (i < end && (bytes[i] | 0x20) == 'e') {
      i++;
      if (i < end && (bytes[i] == '+' || bytes[i] == '-')) {
        i++;
      }
      int exponent = i;
      i = digits(bytes, i, end);
      if (i == exponent) {
        throw new MalformedFrameException("exponent expected");
      }
    }
    return i;
  }

  private static int digits(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The number that stands from {@code start} to before {@code end}, and nothing else there. */
  static Decimal decimal(byte[] bytes, int start, int end) {
    int from = start < end && bytes[start] == '-' ? start + 1 : start;
    long value = 0;
    int i = from;
    while (i < end && isDigit(bytes[i])) {
      value = value * 10 + (bytes[i++] - '0');
    }
    int whole = i - from;
    int scale = 0;
    if (i + 1 < end && bytes[i] == '.') {
      // venues pad with zeros
      int last = end;
      while (bytes[last - 1] == '0') {
        last--;
      }
      int point = i++;
      while (i < last && isDigit(bytes[i])) {
        value = value * 10 + (bytes[i++] - '0');
      }
      scale = Math.max(0, last - point - 1);
      i = i >= last ? end : i;
    }
    boolean leadingZero = whole > 0 && bytes[from] == '0';
    int significant = leadingZero ? scale : whole + scale;
    if (i < end || whole == 0 || (leadingZero && whole > 1) || significant > Decimal.MAX_SCALE) {
      return rareDecimal(bytes, start, end);
    }
    return new Decimal(from > start ? -value : value, scale);
  }

  /** Scientific notation, too many digits, or no number at all: rare, so it may be slow. */
  private static Decimal rareDecimal(byte[] bytes, int start, int end) {
    BigDecimal value = wideDecimal(bytes, start, end).stripTrailingZeros();
    if (value.precision() > Decimal.MAX_SCALE || value.scale() > Decimal.MAX_SCALE) {
      throw new MalformedFrameException("more than 18 digits");
    }
    try {
      return Decimal.of(value);
    } catch (ArithmeticException _) {
      throw new MalformedFrameException("number out of range");
    }
  }

  /** A number of any digits, at most 40 characters; allocates. */
  static BigDecimal wideDecimal(byte[] bytes, int start, int end) {
    if (end(bytes, start, end) != end) {
      throw new MalformedFrameException("number expected");
    }
    if (end - start > MAX_LENGTH) {
      throw new MalformedFrameException("number too long");
    }
    try {
      BigDecimal value =
          new BigDecimal(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
      if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
        throw new MalformedFrameException("number out of range");
      }
      return value;
    } catch (NumberFormatException _) {
      throw new MalformedFrameException("number out of range");
    }
  }

  /**
   * The whole number that stands from {@code start} to before {@code end}.
   *
   * @param padded whether zeros may lead, as in some venues' strings
   */
  static long integer(byte[] bytes, int start, int end, boolean padded) {
    int from = start < end && bytes[start] == '-' ? start + 1 : start;
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedFrameException("whole number expected");
      }
      if (i - from >= Decimal.MAX_SCALE && value > (Long.MAX_VALUE - digit) / 10) {
        throw new MalformedFrameException("number too large");
      }
      value = value * 10 + digit;
    }
    if (from >= end || (bytes[from] == '0' && end - from > 1 && !padded)) {
      throw new MalformedFrameException("whole number expected");
    }
    return from > start ? -value : value;
  }
}
