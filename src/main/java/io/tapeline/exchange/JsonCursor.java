package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks through one JSON text in place: no tokens, no tree, no copies. A decoder asks for what it
 * knows to be there and skips the rest, which is still checked: a text that is not valid JSON by
 * RFC 8259 (UTF-8, nesting up to {@link #MAX_DEPTH}) fails somewhere before {@link #end()}.
 *
 * <p>General parsers tokenize everything; a venue's codec needs five numbers of a frame of 300
 * bytes. That difference is this class's reason.
 *
 * <p>Use:
 *
 * <pre>{@code
 * cursor.enterObject();
 * while (cursor.nextField()) {
 *   if (cursor.nameIs(PRICE)) { price = cursor.decimal(); }
 *   else { cursor.skip(); }
 * }
 * cursor.end();
 * }</pre>
 */
public final class JsonCursor {

  /** Arrays and objects within one another. */
  public static final int MAX_DEPTH = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long CONTROLS = ONES * 0x20;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_NUMBER_LENGTH = 40;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int depth;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private boolean valueEscaped;
  private boolean first;

  /** Starts over on another text; a cursor may be used for any number of them. */
  public JsonCursor reset(byte[] source, int offset, int length) {
    bytes = source;
    at = offset;
    end = offset + length;
    depth = 0;
    first = false;
    return this;
  }

  public JsonCursor reset(byte[] source) {
    return reset(source, 0, source.length);
  }

  // ---------------------------------------------------------------- structure

  /** Steps into an object. */
  public void enterObject() {
    enter('{');
  }

  /** Steps into an array. */
  public void enterArray() {
    enter('[');
  }

  private void enter(char bracket) {
    if (peek() != bracket) {
      throw wrong(bracket == '{' ? "object expected" : "array expected");
    }
    at++;
    if (++depth > MAX_DEPTH) {
      throw wrong("nested too deeply");
    }
    first = true;
  }

  /**
   * Steps to the next field's value, or out of the object.
   *
   * @return false when the object has ended
   */
  public boolean nextField() {
    if (!nextItem('}')) {
      return false;
    }
    if (peek() != '"') {
      throw wrong("field name expected");
    }
    readString();
    nameStart = valueStart;
    nameEnd = valueEnd;
    if (peek() != ':') {
      throw wrong("colon expected");
    }
    at++;
    return true;
  }

  /**
   * Steps to the array's next element, or out of the array.
   *
   * @return false when the array has ended
   */
  public boolean nextElement() {
    return nextItem(']');
  }

  private boolean nextItem(char close) {
    int c = peek();
    if (c == close) {
      at++;
      depth--;
      first = false;
      return false;
    }
    if (first) {
      first = false;
      return true;
    }
    if (c != ',') {
      throw wrong("comma expected");
    }
    at++;
    if (peek() == close) {
      throw wrong("value expected");
    }
    return true;
  }

  /** Steps out of an array of which no more elements are needed, checking them. */
  public void skipRestOfArray() {
    while (nextElement()) {
      skip();
    }
  }

  /** Steps out of an object of which no more fields are needed, checking them. */
  public void skipRestOfObject() {
    while (nextField()) {
      skip();
    }
  }

  /** Nothing but white space may follow. */
  public void end() {
    skipSpace();
    if (at != end) {
      throw wrong("text after the end");
    }
    if (depth != 0) {
      throw wrong("ended too early");
    }
  }

  /** Where the cursor stands, to come back to with {@link #moveTo}. */
  public long mark() {
    return ((long) depth << 33) | (first ? 1L << 32 : 0) | at;
  }

  public void moveTo(long mark) {
    at = (int) mark;
    first = (mark & (1L << 32)) != 0;
    depth = (int) (mark >>> 33);
  }

  // ---------------------------------------------------------------- names and kinds

  /** Whether the current field has this name (ASCII bytes, as venues write them). */
  public boolean nameIs(byte[] name) {
    int length = nameEnd - nameStart;
    if (length != name.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[nameStart + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the current field's name is this one letter. */
  public boolean nameIs(char letter) {
    return nameEnd - nameStart == 1 && bytes[nameStart] == letter;
  }

  public int nameLength() {
    return nameEnd - nameStart;
  }

  /** The first byte of the current field's name, 0 if it is empty: for a switch. */
  public byte nameFirst() {
    return nameEnd == nameStart ? 0 : bytes[nameStart];
  }

  /** The current field's name; allocates. */
  public String name() {
    return new String(bytes, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
  }

  public boolean atString() {
    return peek() == '"';
  }

  public boolean atObject() {
    return peek() == '{';
  }

  public boolean atArray() {
    return peek() == '[';
  }

  /** Steps over {@code null} if it stands here. */
  public boolean tryNull() {
    if (peek() == 'n') {
      literal("null");
      return true;
    }
    return false;
  }

  // ---------------------------------------------------------------- values

  /** Reads a string; ask {@link #valueIs}, {@link #lookUp} or {@link #text} for it. */
  public void string() {
    if (peek() != '"') {
      throw wrong("string expected");
    }
    readString();
  }

  /** Whether the string just read is this one. */
  public boolean valueIs(byte[] text) {
    int length = valueEnd - valueStart;
    if (length != text.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[valueStart + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the string just read begins with this. */
  public boolean valueStartsWith(byte[] text) {
    if (valueEnd - valueStart < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[valueStart + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The array that {@link #valueStart()} and {@link #valueEnd()} point into. */
  public byte[] bytes() {
    return bytes;
  }

  public int valueStart() {
    return valueStart;
  }

  public int valueEnd() {
    return valueEnd;
  }

  /** Looks the string just read up among known ones, without making a String of it. */
  public <T> @org.jspecify.annotations.Nullable T lookUp(SymbolTable<T> table) {
    return table.get(bytes, valueStart, valueEnd);
  }

  /** The string just read; allocates. Escapes are resolved. */
  public String text() {
    String raw = new String(bytes, valueStart, valueEnd - valueStart, StandardCharsets.UTF_8);
    return valueEscaped ? unescape(raw) : raw;
  }

  /**
   * A decimal, written as a number or as a string with a number in it, in plain or scientific
   * notation.
   */
  public Decimal decimal() {
    if (peek() == '"') {
      readString();
      int back = at;
      at = valueStart;
      Decimal value = readDecimal(valueEnd);
      if (at != valueEnd) {
        throw wrong("number expected in string");
      }
      at = back;
      return value;
    }
    return readDecimal(end);
  }

  /** A whole number that fits in a long, as a number or as a string. */
  public long integer() {
    Decimal value = decimal();
    if (value.scale() != 0) {
      throw wrong("whole number expected");
    }
    return value.unscaled();
  }

  /** A whole number without the detour through a decimal; as a number or as a string. */
  public long number() {
    boolean quoted = peek() == '"';
    if (quoted) {
      at++;
    }
    boolean negative = at < end && bytes[at] == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long value = 0;
    while (at < end) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (at - start >= MAX_DIGITS && value > (Long.MAX_VALUE - digit) / 10) {
        throw wrong("number too large");
      }
      value = value * 10 + digit;
      at++;
    }
    if (at == start || (bytes[start] == '0' && at - start > 1 && !quoted)) {
      throw wrong("whole number expected");
    }
    if (quoted) {
      if (at >= end || bytes[at] != '"') {
        throw wrong("whole number expected");
      }
      at++;
    } else if (at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')) {
      throw wrong("whole number expected");
    }
    return negative ? -value : value;
  }

  public boolean bool() {
    int c = peek();
    if (c == 't') {
      literal("true");
      return true;
    }
    if (c == 'f') {
      literal("false");
      return false;
    }
    throw wrong("true or false expected");
  }

  /** Steps over any value, checking it. */
  public void skip() {
    switch (peek()) {
      case '"' -> readString();
      case '{' -> {
        enterObject();
        skipRestOfObject();
      }
      case '[' -> {
        enterArray();
        skipRestOfArray();
      }
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> skipNumber();
    }
  }

  // ---------------------------------------------------------------- inside

  private Decimal readDecimal(int limit) {
    int i = at;
    boolean negative = i < limit && bytes[i] == '-';
    if (negative) {
      i++;
    }
    int firstDigit = i;
    long value = 0;
    int digits = 0;
    int scale = 0;
    int zeros = 0;
    while (i < limit && isDigit(bytes[i])) {
      value = value * 10 + (bytes[i] - '0');
      digits += value == 0 ? 0 : 1;
      if (digits > MAX_DIGITS) {
        throw wrong("more than 18 digits");
      }
      i++;
    }
    if (i == firstDigit || (bytes[firstDigit] == '0' && i - firstDigit > 1)) {
      throw wrong("number expected");
    }
    if (i < limit && bytes[i] == '.') {
      int point = i++;
      while (i < limit && isDigit(bytes[i])) {
        int digit = bytes[i] - '0';
        if (digit == 0) {
          zeros++;
        } else {
          int shift = zeros + 1;
          scale += shift;
          digits = value == 0 ? 1 : digits + shift;
          if (digits > MAX_DIGITS || scale > Decimal.MAX_SCALE) {
            throw wrong("more than 18 digits");
          }
          value = value * Decimal.powerOfTen(shift) + digit;
          zeros = 0;
        }
        i++;
      }
      if (i == point + 1) {
        throw wrong("digits expected after the point");
      }
    }
    if (i < limit && (bytes[i] | 0x20) == 'e') {
      return scientific(limit);
    }
    at = i;
    return new Decimal(negative ? -value : value, scale);
  }

  /** Rare, so it may be slow. */
  private Decimal scientific(int limit) {
    int start = at;
    skipNumber(limit);
    if (at - start > MAX_NUMBER_LENGTH) {
      throw wrong("number too long");
    }
    String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    try {
      java.math.BigDecimal value = new java.math.BigDecimal(text);
      if (Math.abs((long) value.scale()) > 64) {
        throw wrong("number out of range");
      }
      return Decimal.of(value);
    } catch (ArithmeticException | NumberFormatException _) {
      throw wrong("number out of range");
    }
  }

  private void skipNumber() {
    skipNumber(end);
  }

  private void skipNumber(int limit) {
    int i = at;
    if (i < limit && bytes[i] == '-') {
      i++;
    }
    int digits = i;
    i = skipDigits(i, limit);
    if (i == digits || (bytes[digits] == '0' && i - digits > 1)) {
      throw wrong("value expected");
    }
    if (i < limit && bytes[i] == '.') {
      int fraction = ++i;
      i = skipDigits(i, limit);
      if (i == fraction) {
        throw wrong("digits expected after the point");
      }
    }
    if (i < limit && (bytes[i] | 0x20) == 'e') {
      i++;
      if (i < limit && (bytes[i] == '+' || bytes[i] == '-')) {
        i++;
      }
      int exponent = i;
      i = skipDigits(i, limit);
      if (i == exponent) {
        throw wrong("exponent expected");
      }
    }
    at = i;
  }

  private int skipDigits(int from, int limit) {
    int i = from;
    while (i < limit && isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private void literal(String word) {
    int length = word.length();
    if (end - at < length) {
      throw wrong("ended too early");
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        throw wrong("value expected");
      }
    }
    at += length;
  }

  private int peek() {
    while (at < end) {
      byte b = bytes[at];
      if (b > ' ') {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw wrong("unexpected character");
      }
      at++;
    }
    throw wrong("ended too early");
  }

  private void skipSpace() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
  }

  /** From the opening quote to behind the closing one; eight bytes at a time while it is easy. */
  private void readString() {
    int i = at + 1;
    valueStart = i;
    valueEscaped = false;
    while (true) {
      while (i + Long.BYTES <= end) {
        long word = (long) LONGS.get(bytes, i);
        long special = special(word);
        if (special != 0) {
          i += Long.numberOfTrailingZeros(special) >>> 3;
          break;
        }
        i += Long.BYTES;
      }
      if (i >= end) {
        throw wrong("string not closed");
      }
      byte b = bytes[i];
      if (b == '"') {
        valueEnd = i;
        at = i + 1;
        return;
      }
      if (b == '\\') {
        valueEscaped = true;
        i = escape(i);
      } else if (b < 0) {
        i = utf8(i);
      } else if (b < ' ') {
        throw wrong("control character in string");
      } else {
        i++;
      }
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

  private int escape(int backslash) {
    if (backslash + 1 >= end) {
      throw wrong("string not closed");
    }
    return switch (bytes[backslash + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
      case 'u' -> {
        if (backslash + 6 > end) {
          throw wrong("string not closed");
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
          if (Character.digit(bytes[i], 16) < 0) {
            throw wrong("bad escape");
          }
        }
        yield backslash + 6;
      }
      default -> throw wrong("bad escape");
    };
  }

  /** Well-formed UTF-8 by table 3-7 of the Unicode standard: no overlong forms, no surrogates. */
  private int utf8(int start) {
    int lead = bytes[start] & 0xFF;
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || start + more >= end) {
      throw wrong("not UTF-8");
    }
    int second = bytes[start + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      throw wrong("not UTF-8");
    }
    for (int i = start + 2; i <= start + more; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        throw wrong("not UTF-8");
      }
    }
    return start + more + 1;
  }

  private static String unescape(String raw) {
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

  /** A name or word as {@link #nameIs} and {@link #valueIs} want it. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A number of any length, for venues that print doubles; at most 40 characters, allocates. */
  public java.math.BigDecimal wideDecimal() {
    boolean quoted = peek() == '"';
    if (quoted) {
      at++;
    }
    int start = at;
    skipNumber();
    if (at - start > MAX_NUMBER_LENGTH) {
      throw wrong("number too long");
    }
    String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    if (quoted && (at >= end || bytes[at++] != '"')) {
      throw wrong("number expected in string");
    }
    java.math.BigDecimal value = new java.math.BigDecimal(text);
    if (Math.abs((long) value.scale()) > 64) {
      throw wrong("number out of range");
    }
    return value;
  }

  /**
   * A decimal like {@link #decimal()}; one of more digits than fit is rounded to 18 digits,
   * half-even: for quantities, which some venues print with more.
   */
  public Decimal roundedDecimal() {
    long before = mark();
    try {
      return decimal();
    } catch (MalformedFrameException _) {
      moveTo(before);
      return Decimal.rounded(wideDecimal());
    }
  }

  /** Whether the whole text is this one bare word, which no JSON is; steps over it if so. */
  public boolean tryWord(String word) {
    if (end - at != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at = end;
    return true;
  }

  /**
   * A decimal above zero, rounded like {@link #roundedDecimal()}; null where venues write an empty
   * string, zero or null for "none".
   */
  public @org.jspecify.annotations.Nullable Decimal positiveOrNone() {
    if (tryNull()) {
      return null;
    }
    if (atString()) {
      long before = mark();
      readString();
      if (valueStart == valueEnd) {
        return null;
      }
      moveTo(before);
    }
    Decimal value = roundedDecimal();
    if (value.signum() < 0) {
      throw wrong("negative");
    }
    return value.signum() == 0 ? null : value;
  }

  /** A failure at this place; codecs use it for what is valid JSON but not the venue's format. */
  public MalformedFrameException wrong(String reason) {
    return new MalformedFrameException(reason);
  }
}
