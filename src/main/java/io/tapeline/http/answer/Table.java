package io.tapeline.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows as RFC 4180: a header, then a line for each row, CRLF at the end of each. Nested fields are
 * columns such as {@code a.b}; a list is one cell that holds JSON; an unknown value is an empty
 * cell. Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay bare.
 */
final class Table {

  private static final String LINE_END = "\r\n";
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
  private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");

  private final ObjectMapper mapper;

  Table(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  byte[] write(Page<?> page, @Nullable FieldFilter fields) {
    List<String> columns = columns(page.type(), fields);
    return (header(columns) + lines(columns, page.data())).getBytes(StandardCharsets.UTF_8);
  }

  /** The names of the columns. */
  List<String> columns(Class<?> type, @Nullable FieldFilter fields) {
    return FieldTree.of(mapper, type).columns(fields);
  }

  static String header(List<String> columns) {
    return String.join(",", columns) + LINE_END;
  }

  /** A line for each row. */
  String lines(List<String> columns, List<?> rows) {
    List<String[]> paths = columns.stream().map(column -> column.split("\\.", -1)).toList();
    StringBuilder out = new StringBuilder();
    for (Object row : rows) {
      append(out, mapper.valueToTree(row), paths);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, JsonNode row, List<String[]> paths) {
    for (int i = 0; i < paths.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell(find(row, paths.get(i))));
    }
    out.append(LINE_END);
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
    String text = value.isContainerNode() ? value.toString() : value.asText();
    if (value.isTextual() && isFormula(text)) {
      text = "'" + text;
    }
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty()
        && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }
}
