package io.tapeline.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What somebody says of a file's columns: {@code time=Date,open=2,…,unit=ms}, by name or by number
 * from 1.
 *
 * @param columns by the ids of what they say; none: the layout is to be found out
 */
public record ColumnMap(Map<String, String> columns, TimeUnitOf unit) {

  public static final ColumnMap NONE = new ColumnMap(Map.of(), TimeUnitOf.AUTO);

  public ColumnMap {
    columns = Map.copyOf(columns);
  }

  /**
   * @param known all that a column can say
   * @throws IllegalArgumentException with a message for people
   */
  public static ColumnMap parse(String text, Column... known) {
    List<String> ids = Arrays.stream(known).map(Column::id).toList();
    Map<String, String> columns = new HashMap<>();
    TimeUnitOf unit = TimeUnitOf.AUTO;
    for (String part : text.split(",")) {
      String[] sides = part.split("=", 2);
      if (sides.length != 2 || sides[1].isBlank()) {
        throw new IllegalArgumentException("--map: '" + part + "' is not name=column");
      }
      String id = sides[0].strip();
      if (id.equals("unit")) {
        unit = unit(sides[1].strip());
      } else if (ids.contains(id)) {
        columns.put(id, sides[1].strip());
      } else {
        throw new IllegalArgumentException("--map: '%s' is none of %s and unit".formatted(id, ids));
      }
    }
    return new ColumnMap(columns, unit);
  }

  private static TimeUnitOf unit(String id) {
    return Arrays.stream(TimeUnitOf.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--map: unit is s, ms, us, ns or iso, not " + id));
  }

  public boolean isEmpty() {
    return columns.isEmpty();
  }

  boolean names(Column column) {
    return columns.containsKey(column.id());
  }

  /** Whether the column at this place, from 0, is one that was named. */
  boolean takes(int place, List<String> names) {
    return columns.values().stream().anyMatch(wanted -> place(wanted, names) == place);
  }

  /** Where this column stands, from 0; -1 if it was not named or is not there. */
  int place(Column column, List<String> names) {
    String wanted = columns.get(column.id());
    return wanted == null ? -1 : place(wanted, names);
  }

  private static int place(String wanted, List<String> names) {
    int named = names.indexOf(wanted);
    if (named >= 0 || !wanted.matches("[0-9]{1,4}")) {
      return named;
    }
    int number = Integer.parseInt(wanted);
    return number <= names.size() ? number - 1 : -1;
  }
}
