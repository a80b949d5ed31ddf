package io.tapeline.sandbox.wire;

import java.util.BitSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in exactly the order and the number format that a venue uses, commas and closing
 * brackets by itself.
 */
public final class JsonText {

  private final StringBuilder out = new StringBuilder(256);
  private final BitSet arrays = new BitSet();
  private int depth;
  private boolean comma;

  public static JsonText object() {
    return new JsonText().open('{', false);
  }

  public static JsonText array() {
    return new JsonText().open('[', true);
  }

  private JsonText open(char bracket, boolean array) {
    out.append(bracket);
    arrays.set(depth++, array);
    comma = false;
    return this;
  }

  /** Opens an object in an array. */
  public JsonText object(@Nullable String name) {
    return name(name).open('{', false);
  }

  /** Opens an array; without a name where an array is open. */
  public JsonText array(@Nullable String name) {
    return name(name).open('[', true);
  }

  /** Closes what was opened last. */
  public JsonText end() {
    out.append(arrays.get(--depth) ? ']' : '}');
    comma = true;
    return this;
  }

  /** A string; without a name where an array is open, as with all values. */
  public JsonText text(@Nullable String name, String value) {
    name(name).quote(value);
    return this;
  }

  public JsonText number(@Nullable String name, long value) {
    name(name).out.append(value);
    return this;
  }

  /** A value that is written already: a number in the venue's format, true, null. */
  public JsonText raw(@Nullable String name, String value) {
    name(name).out.append(value);
    return this;
  }

  public JsonText bool(@Nullable String name, boolean value) {
    return raw(name, value ? "true" : "false");
  }

  /** A fixed piece of an object, {@code "a":1,"b":2}, for what never differs. */
  public JsonText fixed(String members) {
    name(null).out.append(members);
    return this;
  }

  /** An array of the same thing over and over. */
  public <T> JsonText each(
      @Nullable String name, Iterable<T> values, BiConsumer<JsonText, T> writer) {
    array(name);
    values.forEach(value -> writer.accept(this, value));
    return end();
  }

  private JsonText name(@Nullable String name) {
    if (comma) {
      out.append(',');
    }
    if (name != null) {
      quote(name);
      out.append(':');
    }
    comma = true;
    return this;
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ') {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Closes everything that is open and gives the text. */
  @Override
  public String toString() {
    while (depth > 0) {
      end();
    }
    return out.toString();
  }
}
