package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers of a JSON text, where they stand. */
final class JsonNumbers {

  private static final int MAX_LENGTH = 40;

  /** So that an exponent can't make a number of millions of digits. */
  private static final int MAX_EXPONENT = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int EIGHT = Long.BYTES;
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
  private static final long SIXES = 0x0606060606060606L;
  private static final long THREES = 0x3333333333333333L;
  private static final long ZEROS = 0x3030303030303030L;
  private static final long OUTER_PAIRS = 0x000000FF000000FFL;
  private static final long FIRST_WEIGHTS = 100 + (1_000_000L << 32);
  private static final long LAST_WEIGHTS = 1 + (10_000L << 32);

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
    while (i + EIGHT <= end && areDigits(eight(bytes, i))) {
      i += EIGHT;
    }
    while (i < end && isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  private static long eight(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** Whether all eight are: high halves 3, low halves that don't carry when six is added. */
  private static boolean areDigits(long eight) {
    return ((eight & HIGH_HALVES) | (((eight + SIXES) & HIGH_HALVES) >>> 4)) == THREES;
  }

  /** What eight digits say, by pairs, fours and eights (Lemire, "Quickly parsing eight digits"). */
  private static long valueOf(long eightDigits) {
    long digits = eightDigits - ZEROS;
    long pairs = digits * 10 + (digits >>> 8);
    return ((pairs & OUTER_PAIRS) * FIRST_WEIGHTS + ((pairs >>> 16) & OUTER_PAIRS) * LAST_WEIGHTS)
        >>> 32;
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
    if (from >= end || (bytes[from] == '0' && end - from > 1 && !padded)) {
      throw new MalformedFrameException("whole number expected");
    }
    if (end - from > Decimal.MAX_SCALE) {
      return longInteger(bytes, start, end);
    }
    long value = 0;
    int i = from;
    while (i + EIGHT <= end && areDigits(eight(bytes, i))) {
      value = value * 100_000_000 + valueOf(eight(bytes, i));
      i += EIGHT;
    }
    while (i < end && isDigit(bytes[i])) {
      value = value * 10 + (bytes[i++] - '0');
    }
    if (i < end) {
      throw new MalformedFrameException("whole number expected");
    }
    return from > start ? -value : value;
  }

  /** Of more than 18 digits: rare, so it may be slow. */
  private static long longInteger(byte[] bytes, int start, int end) {
    if (end - start > MAX_LENGTH || end(bytes, start, end) != end) {
      throw new MalformedFrameException("whole number expected");
    }
    try {
      return Long.parseLong(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
    } catch (NumberFormatException _) {
      throw new MalformedFrameException("whole number expected, of at most 63 bits");
    }
  }
}
