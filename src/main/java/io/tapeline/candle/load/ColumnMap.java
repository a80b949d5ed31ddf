package io.tapeline.candle.load;

import io.tapeline.candle.load.Layout.Column;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of a file's columns: {@code time=Date,open=2,…,unit=ms}, by name or by number
 * from 1.
 *
 * @param columns none: the layout is to be found out
 */
record ColumnMap(Map<Column, String> columns, TimeUnitOf unit) {

  static final ColumnMap NONE = new ColumnMap(Map.of(), TimeUnitOf.AUTO);

  ColumnMap {
    columns = Map.copyOf(columns);
  }

  /**
   * @throws IllegalArgumentException with a message for people
   */
  static ColumnMap parse(String text) {
    Map<Column, String> columns = new EnumMap<>(Column.class);
    TimeUnitOf unit = TimeUnitOf.AUTO;
    for (String part : text.split(",")) {
      String[] sides = part.split("=", 2);
      if (sides.length != 2 || sides[1].isBlank()) {
        throw new IllegalArgumentException("--map: '" + part + "' is not name=column");
      }
      if (sides[0].strip().equals("unit")) {
        unit = unit(sides[1].strip());
      } else {
        columns.put(column(sides[0].strip()), sides[1].strip());
      }
    }
    return new ColumnMap(columns, unit);
  }

  private static TimeUnitOf unit(String id) {
    return find(TimeUnitOf.values(), id)
        .orElseThrow(
            () -> new IllegalArgumentException("--map: unit is s, ms, us, ns or iso, not " + id));
  }

  private static Column column(String id) {
    return find(Column.values(), id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--map: '%s' is none of %s and unit"
                        .formatted(id, Arrays.stream(Column.values()).map(Column::id).toList())));
  }

  private static <E extends Enum<E>> Optional<E> find(E[] values, String id) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(id))
        .findFirst();
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  boolean names(Column column) {
    return columns.containsKey(column);
  }

  /** Whether the column at this place, from 0, is one that was named. */
  boolean takes(int place, List<String> names) {
    return columns.keySet().stream().anyMatch(column -> place(column, names) == place);
  }

  /** Where this column stands, from 0; -1 if it was not named or is not there. */
  int place(Column column, List<String> names) {
    String wanted = columns.get(column);
    if (wanted == null) {
      return -1;
    }
    int named = names.indexOf(wanted);
    if (named >= 0 || !wanted.matches("[0-9]{1,4}")) {
      return named;
    }
    int number = Integer.parseInt(wanted);
    return number <= names.size() ? number - 1 : -1;
  }
}
