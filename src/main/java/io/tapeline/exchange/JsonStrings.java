package io.tapeline.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strings of a JSON text, where they stand. */
final class JsonStrings {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long CONTROLS = ONES * 0x20;

  private JsonStrings() {}

  /** From behind the opening quote to the closing one; eight bytes at a time while it is easy. */
  static int close(byte[] bytes, int start, int end) {
    int i = start;
    while (true) {
      while (i + Long.BYTES <= end) {
        long special = special((long) LONGS.get(bytes, i));
        if (special != 0) {
          i += Long.numberOfTrailingZeros(special) >>> 3;
          break;
        }
        i += Long.BYTES;
      }
      if (i >= end) {
        throw new MalformedFrameException("string not closed");
      }
      byte b = bytes[i];
      if (b == '"') {
        return i;
      }
      i = b >= ' ' && b != '\\' ? i + 1 : rare(bytes, i, end);
    }
  }

  /** The lowest set bit tells the first byte that is a quote, backslash, control or not ASCII. */
  private static long special(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    return (((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash)
            | ((word - CONTROLS) & ~word)
            | word)
        & HIGHS;
  }

  private static int rare(byte[] bytes, int at, int end) {
    if (bytes[at] == '\\') {
      return escape(bytes, at, end);
    }
    if (bytes[at] < 0) {
      return utf8(bytes, at, end);
    }
    throw new MalformedFrameException("control character in string");
  }

  private static int escape(byte[] bytes, int backslash, int end) {
    if (backslash + 1 >= end) {
      throw new MalformedFrameException("string not closed");
    }
    return switch (bytes[backslash + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
      case 'u' -> {
        if (backslash + 6 > end) {
          throw new MalformedFrameException("string not closed");
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
          if (Character.digit(bytes[i], 16) < 0) {
            throw new MalformedFrameException("bad escape");
          }
        }
        yield backslash + 6;
      }
      default -> throw new MalformedFrameException("bad escape");
    };
  }

  /** Well-formed UTF-8 by table 3-7 of the Unicode standard: no overlong forms, no surrogates. */
  private static int utf8(byte[] bytes, int start, int end) {
    int lead = bytes[start] & 0xFF;
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || start + more >= end) {
      throw new MalformedFrameException("not UTF-8");
    }
    int second = bytes[start + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    boolean wellFormed = second >= low && second <= high;
    for (int i = start + 2; i <= start + more; i++) {
      wellFormed &= (bytes[i] & 0xC0) == 0x80;
    }
    if (!wellFormed) {
      throw new MalformedFrameException("not UTF-8");
    }
    return start + more + 1;
  }

  /** Resolves the escapes of a string that was read without complaint. */
  static String unescape(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = raw.charAt(++i);
      switch (kind) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
          i += 4;
        }
        default -> out.append(kind);
      }
    }
    return out.toString();
  }
}
