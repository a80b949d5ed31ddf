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
    long rest = Math.abs(unscaled);
    int at = size + length(rest, scale);
    size = at;
    for (int i = 0; i < scale; i++) {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    if (scale > 0) {
      bytes[--at] = '.';
    }
    do {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  private static int length(long positive, int scale) {
    int digits = 1;
    while (digits <= Decimal.MAX_SCALE && positive >= Decimal.powerOfTen(digits)) {
      digits++;
    }
    return scale == 0 ? digits : Math.max(digits, scale + 1) + 1;
  }
}
