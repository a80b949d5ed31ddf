package io.tapeline.load.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of JSON: objects or arrays of plain values, one a line or within a list, however deep that
 * list stands. Numbers are taken as they are written.
 */
final class JsonRows extends AheadRows {

  /** Time, price and quantity: fewer values are no row. */
  private static final int FEWEST_VALUES = 3;

  private final JsonParser parser;
  private final List<String> columns;
  private final boolean named;

  JsonRows(Reader text) throws IOException {
    parser =
        new JsonFactory()
            // refused line by line, as in other files
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
            .createParser(text);
    Found found = find();
    if (found == null) {
      throw new FileRefusedException("no row is in this JSON");
    }
    named = !found.values.containsKey("1");
    columns = List.copyOf(found.values.keySet());
    comesFirst(row(found));
  }

  /** The plain values of one object or array, by name or place. */
  private record Found(long line, Map<String, @Nullable String> values) {}

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean isNamed() {
    return named;
  }

  @Override
  @Nullable RawRow read() throws IOException {
    Found found = find();
    return found == null ? null : row(found);
  }

  private RawRow row(Found found) {
    List<@Nullable String> values = new ArrayList<>(columns.size());
    for (String column : columns) {
      values.add(found.values.get(column));
    }
    return new RawRow(found.line, values);
  }

  private @Nullable Found find() throws IOException {
    try {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        Found found =
            switch (token) {
              case START_OBJECT -> object();
              case START_ARRAY -> array();
              default -> null;
            };
        if (found != null) {
          return found;
        }
      }
      return null;
    } catch (JsonEOFException e) {
      throw new FileRefusedException("the file ends within a row, at line " + line(), e);
    } catch (JsonProcessingException e) {
      throw new FileRefusedException("not JSON from line %d on".formatted(line()), e);
    }
  }

  private long line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Null if something is within it: then that is what we look for. */
  private @Nullable Found object() throws IOException {
    long line = line();
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        return object();
      }
      if (value == JsonToken.START_ARRAY) {
        return array();
      }
      values.put(name, text(value));
    }
    return values.isEmpty() || (parser.getParsingContext().inRoot() && isRemark(values))
        ? null
        : new Found(line, values);
  }

  /** What stands around a list, such as a cursor, is no row. */
  private static boolean isRemark(Map<String, @Nullable String> values) {
    return values.size() < FEWEST_VALUES;
  }

  private @Nullable Found array() throws IOException {
    long line = line();
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (JsonToken value = parser.nextToken();
        value != JsonToken.END_ARRAY;
        value = parser.nextToken()) {
      if (value == JsonToken.START_OBJECT) {
        return object();
      }
      if (value == JsonToken.START_ARRAY) {
        return array();
      }
      values.put(Integer.toString(values.size() + 1), text(value));
    }
    return values.isEmpty() ? null : new Found(line, values);
  }

  private @Nullable String text(@Nullable JsonToken value) throws IOException {
    if (value == null) {
      throw new FileRefusedException("the file ends within a row, at line " + line());
    }
    return value == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
