package io.tapeline.chain.spv;

import io.tapeline.chain.RefusedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Reads Bitcoin's serialization from front to back. It never reads beyond the end, and never
 * promises more elements than the bytes that are left could hold, so that what is allocated stays
 * in proportion to the input.
 */
public final class ByteReader {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MARK_16_BITS = 0xfd;
  private static final int MARK_32_BITS = 0xfe;

  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Of hexadecimal digits, at most so many bytes. */
  public static byte[] hex(String text, int maxBytes) {
    if (text.length() > 2L * maxBytes) {
      throw new RefusedException("more than " + maxBytes + " bytes");
    }
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("no pairs of hexadecimal digits");
    }
  }

  public int position() {
    return at;
  }

  public int left() {
    return bytes.length - at;
  }

  /** Refuses bytes after the end. */
  public void end() {
    if (left() > 0) {
      throw new RefusedException(left() + " bytes too many");
    }
  }

  public int int8() {
    return bytes[take(1)] & 0xff;
  }

  /** The byte so many ahead, without going there; -1 beyond the end. */
  public int peek(int ahead) {
    return ahead < left() ? bytes[at + ahead] & 0xff : -1;
  }

  public int int32() {
    return (int) INT.get(bytes, take(4));
  }

  /** From 0 to 2^32 − 1. */
  public long uint32() {
    return Integer.toUnsignedLong(int32());
  }

  public long int64() {
    return (long) LONG.get(bytes, take(8));
  }

  public Hash256 hash() {
    return Hash256.fromWire(bytes, take(Hash256.BYTES));
  }

  public byte[] bytes(int length) {
    byte[] part = new byte[checked(length)];
    System.arraycopy(bytes, take(length), part, 0, length);
    return part;
  }

  /** A length in front, then as many bytes. */
  public byte[] sizedBytes() {
    return bytes(count(1));
  }

  /** Passes over a length and as many bytes. */
  public void skipSized() {
    take(count(1));
  }

  /**
   * How many elements follow, each at least so many bytes long: Bitcoin's compact size, which must
   * be as short as it can be.
   */
  public int count(int leastBytesEach) {
    long count = compactSize();
    if (count < 0 || count > left() / leastBytesEach) {
      throw new RefusedException("a length beyond the end");
    }
    return (int) count;
  }

  private long compactSize() {
    int first = int8();
    if (first < MARK_16_BITS) {
      return first;
    }
    return switch (first) {
      case MARK_16_BITS -> atLeast(MARK_16_BITS, (short) SHORT.get(bytes, take(2)) & 0xffff);
      case MARK_32_BITS -> atLeast(0x1_0000, uint32());
      default -> atLeast(0x1_0000_0000L, int64());
    };
  }

  /** Lengths that would have fitted a shorter form are refused, as nodes refuse them. */
  private static long atLeast(long least, long value) {
    if (value >= 0 && value < least) {
      throw new RefusedException("a length that is written too long");
    }
    return value;
  }

  private int take(int length) {
    int from = at;
    at += checked(length);
    return from;
  }

  private int checked(int length) {
    if (length < 0 || length > left()) {
      throw new RefusedException("the bytes end too early");
    }
    return length;
  }
}
