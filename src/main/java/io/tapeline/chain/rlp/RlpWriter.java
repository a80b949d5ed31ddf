package io.tapeline.chain.rlp;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes items from the last to the first, and each from its end to its beginning: when the head of
 * a list is written its length is known, and nothing is measured before or moved after. So whoever
 * writes a list names its items backwards. One thread at a time.
 */
public final class RlpWriter {

  private static final int FIRST_BYTES = 1024;
  private static final int LONG = 56;

  private byte[] buffer = new byte[FIRST_BYTES];
  private int at = FIRST_BYTES;

  /** How much is written; what a list is closed with. */
  public int mark() {
    return buffer.length - at;
  }

  /** The bytes as they are, an item already or a part of one. */
  public void raw(byte[] bytes, int from, int length) {
    reserve(length);
    at -= length;
    System.arraycopy(bytes, from, buffer, at, length);
  }

  public void raw(byte[] bytes) {
    raw(bytes, 0, bytes.length);
  }

  public void raw(int value) {
    reserve(1);
    buffer[--at] = (byte) value;
  }

  public void string(byte[] bytes) {
    string(bytes, 0, bytes.length);
  }

  public void string(byte[] bytes, int from, int length) {
    raw(bytes, from, length);
    if (length != 1 || bytes[from] < 0) {
      head(0x80, length);
    }
  }

  /**
   * @param number not negative
   */
  public void number(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("number: " + number);
    }
    int mark = mark();
    for (long rest = number; rest != 0; rest >>>= 8) {
      raw((int) rest);
    }
    if (number == 0 || number >= 0x80) {
      head(0x80, mark() - mark);
    }
  }

  /**
   * @param number not negative
   */
  public void integer(BigInteger number) {
    if (number.signum() < 0) {
      throw new IllegalArgumentException("number: " + number);
    }
    byte[] bytes = number.toByteArray();
    int zeros = bytes[0] == 0 ? 1 : 0;
    string(bytes, zeros, bytes.length - zeros);
  }

  /**
   * Makes a string of what was written since.
   *
   * @param mark how much there was before
   */
  public void closeString(int mark) {
    int length = mark() - mark;
    if (length != 1 || buffer[at] < 0) {
      head(0x80, length);
    }
  }

  /**
   * Makes a list of what was written since.
   *
   * @param mark how much there was before its last item
   */
  public void closeList(int mark) {
    head(0xc0, mark() - mark);
  }

  private void head(int kind, int length) {
    if (length < LONG) {
      raw(kind + length);
      return;
    }
    int mark = mark();
    for (int rest = length; rest != 0; rest >>>= 8) {
      raw(rest);
    }
    raw(kind + LONG - 1 + mark() - mark);
  }

  private void reserve(int more) {
    if (more > at) {
      int written = mark();
      byte[] larger =
          new byte[Math.max(Math.multiplyExact(2, buffer.length), Math.addExact(written, more))];
      System.arraycopy(buffer, at, larger, larger.length - written, written);
      buffer = larger;
      at = larger.length - written;
    }
  }

  /** All of it; it may be written on afterwards. */
  public byte[] bytes() {
    return Arrays.copyOfRange(buffer, at, buffer.length);
  }

  /** What was written since. */
  public byte[] bytes(int mark) {
    return Arrays.copyOfRange(buffer, at, buffer.length - mark);
  }

  /** Where what is written stands at the moment; it moves as more is written. */
  public byte[] buffer() {
    return buffer;
  }

  public int start() {
    return at;
  }

  /** Forgets what was written since. */
  public void forget(int mark) {
    at = buffer.length - mark;
  }
}
