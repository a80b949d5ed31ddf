package io.tapeline.exchange;

import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int depth;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
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
    if (!atNextName() && !nextItem('}')) {
      return false;
    }
    if (peek() != '"') {
      throw wrong("field name expected");
    }
    nameStart = at + 1;
    nameEnd = isLetter(nameStart) ? nameStart + 1 : JsonStrings.close(bytes, nameStart, end);
    at = nameEnd + 1;
    if (peek() != ':') {
      throw wrong("colon expected");
    }
    at++;
    return true;
  }

  /** Many venues name their fields by one letter. */
  private boolean isLetter(int name) {
    return name + 1 < end
        && bytes[name + 1] == '"'
        && (bytes[name] & 0xC0) == 0x40
        && bytes[name] != '\\';
  }

  /** The common case, a comma and at once the next name, in one step. */
  private boolean atNextName() {
    if (first || at + 1 >= end || bytes[at] != ',' || bytes[at + 1] != '"') {
      return false;
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
      literal(JsonSkip.NULL);
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
  public <T> @Nullable T lookUp(SymbolTable<T> table) {
    return table.get(bytes, valueStart, valueEnd);
  }

  /** The string just read; allocates. Escapes are resolved. */
  public String text() {
    return JsonStrings.unescape(
        new String(bytes, valueStart, valueEnd - valueStart, StandardCharsets.UTF_8));
  }

  /**
   * A decimal, written as a number or as a string with a number in it, in plain or scientific
   * notation.
   */
  public Decimal decimal() {
    number(peek() == '"');
    return JsonNumbers.decimal(bytes, valueStart, valueEnd);
  }

  /** A whole number that fits in a long, as a number or as a string; also {@code 1.0} or 1e3. */
  public long integer() {
    Decimal value = decimal();
    if (value.scale() != 0) {
      throw wrong("whole number expected");
    }
    return value.unscaled();
  }

  /** A whole number that fits in a long, in digits alone; as a number or as a string. */
  public long number() {
    boolean quoted = peek() == '"';
    number(quoted);
    return JsonNumbers.integer(bytes, valueStart, valueEnd, quoted);
  }

  /** Finds where the number that stands here begins and ends, and steps over it. */
  private void number(boolean quoted) {
    if (quoted) {
      readString();
    } else {
      valueStart = at;
      valueEnd = JsonNumbers.end(bytes, at, end);
      at = valueEnd;
    }
  }

  public boolean bool() {
    int c = peek();
    if (c == 't') {
      literal(JsonSkip.TRUE);
      return true;
    }
    if (c == 'f') {
      literal(JsonSkip.FALSE);
      return false;
    }
    throw wrong("true or false expected");
  }

  /** Steps over any value, checking it. */
  public void skip() {
    peek();
    at = JsonSkip.value(bytes, at, end, depth);
  }

  // ---------------------------------------------------------------- inside

  private void literal(byte[] word) {
    at = JsonSkip.literal(bytes, at, end, word);
  }

  private int peek() {
    if (at < end && bytes[at] > ' ') {
      return bytes[at];
    }
    at = JsonSkip.space(bytes, at, end);
    return bytes[at];
  }

  private void skipSpace() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
  }

  private void readString() {
    valueStart = at + 1;
    valueEnd = JsonStrings.close(bytes, valueStart, end);
    at = valueEnd + 1;
  }

  /** A name or word as {@link #nameIs} and {@link #valueIs} want it. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A number of any length, for venues that print doubles; at most 40 characters, allocates. */
  public BigDecimal wideDecimal() {
    number(peek() == '"');
    return JsonNumbers.wideDecimal(bytes, valueStart, valueEnd);
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
  public @Nullable Decimal positiveOrNone() {
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
