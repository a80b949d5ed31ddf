package io.tapeline.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180: a header, then a line for each row, CRLF at the end of each. Nested fields are
 * columns such as {@code a.b}; a list is one cell that holds JSON; an unknown value is an empty
 * cell. Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay bare.
 */
final class Table {

  static final String LINE_END = "\r\n";
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
  private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");

  private final ObjectMapper mapper;

  Table(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The names of the columns. */
  List<String> columns(Class<?> type, @Nullable FieldFilter fields) {
    return columns(type, List.of(), fields);
  }

  /**
   * @param keys those of the open field, which are columns each; none where it is one cell
   */
  List<String> columns(Class<?> type, List<String> keys, @Nullable FieldFilter fields) {
    return FieldTree.of(mapper, type).columns(keys, fields);
  }

  static String header(List<String> columns) {
    return columns.stream().map(Table::quoted).collect(Collectors.joining(",")) + LINE_END;
  }

  /** One row's cells. */
  String line(List<String[]> paths, Object row) {
    JsonNode tree = mapper.valueToTree(row);
    return paths.stream().map(path -> cell(find(tree, path))).collect(Collectors.joining(","));
  }

  private static JsonNode find(JsonNode row, String[] path) {
    JsonNode at = row;
    for (String name : path) {
      at = at.path(name);
    }
    return at;
  }

  private static String cell(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isTextual()
        ? text(value.asText())
        : quoted(value.isContainerNode() ? value.toString() : value.asText());
  }

  /** The cell of a text. */
  static String text(String text) {
    return quoted(isFormula(text) ? "'" + text : text);
  }

  private static String quoted(String text) {
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty()
        && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }
}
