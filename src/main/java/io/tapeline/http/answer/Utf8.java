package io.tapeline.http.answer;

import io.tapeline.market.Decimal;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that is being written, as UTF-8. */
final class Utf8 extends OutputStream {

  /** Sign, 19 digits, the point and a zero before it. */
  private static final int LONGEST_NUMBER = 22;

  /** Of the numbers below a hundred: two digits at a time take half the divisions. */
  private static final byte[] TENS = new byte[100];

  private static final byte[] UNITS = new byte[100];

  static {
    for (int i = 0; i < UNITS.length; i++) {
      TENS[i] = (byte) ('0' + i / 10);
      UNITS[i] = (byte) ('0' + i % 10);
    }
  }

  private byte[] bytes;
  private int size;

  /**
   * @param expected bytes; more is no problem
   */
  Utf8(int expected) {
    bytes = new byte[Math.max(expected, LONGEST_NUMBER)];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  @Override
  public void write(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] given) {
    write(given, 0, given.length);
  }

  @Override
  public void write(byte[] given, int offset, int length) {
    reserve(length);
    System.arraycopy(given, offset, bytes, size, length);
    size += length;
  }

  /** Any text. */
  void text(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Text of which all characters are below 128. */
  void ascii(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) text.charAt(i);
    }
    size += length;
  }

  /** Text that JSON has no escapes for; false, and nothing is written, if it is another. */
  boolean plain(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
      bytes[size + i] = (byte) c;
    }
    size += length;
    return true;
  }

  void number(long value) {
    number(value, 0);
  }

  /** Plain notation, no trailing zeros. */
  void decimal(Decimal value) {
    number(value.unscaled(), value.scale());
  }

  /** The same. */
  void decimal(BigDecimal value) {
    if (Decimal.fits(value)) {
      decimal(Decimal.of(value));
    } else {
      ascii(value.stripTrailingZeros().toPlainString());
    }
  }

  private void number(long unscaled, int scale) {
    if (unscaled == Long.MIN_VALUE) { // has no positive counterpart
      ascii(BigDecimal.valueOf(unscaled, scale).toPlainString());
      return;
    }
    reserve(LONGEST_NUMBER);
    if (unscaled < 0) {
      bytes[size++] = '-';
    }
    long positive = Math.abs(unscaled);
    long whole = scale == 0 ? positive : positive / Decimal.powerOfTen(scale);
    digits(whole, length(whole));
    if (scale > 0) {
      bytes[size++] = '.';
      digits(positive - whole * Decimal.powerOfTen(scale), scale);
    }
  }

  /** The last so many digits. */
  private void digits(long positive, int count) {
    long rest = positive;
    int at = size + count;
    size = at;
    for (int left = count; left > 1; left -= 2) {
      long hundreds = rest / 100;
      int pair = (int) (rest - 100 * hundreds);
      bytes[--at] = UNITS[pair];
      bytes[--at] = TENS[pair];
      rest = hundreds;
    }
    if ((count & 1) == 1) {
      bytes[at - 1] = UNITS[(int) (rest % 10)];
    }
  }

  private static int length(long positive) {
    int digits = 1;
    while (digits <= Decimal.MAX_SCALE && positive >= Decimal.powerOfTen(digits)) {
      digits++;
    }
    return digits;
  }
}
