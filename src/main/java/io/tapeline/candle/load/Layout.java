package io.tapeline.candle.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column of a file says what.
 *
 * @param at places of the columns, from 0
 * @param width how many columns each row has
 */
record Layout(Map<Column, Integer> at, int width, TimeUnitOf unit) {

  /** Time, four prices and the volume less one: fewer are no candle. */
  static final int FEWEST_COLUMNS = 5;

  private static final int PLAIN = 6;
  private static final int WITH_TRADES = 7;
  private static final int BINANCE_DUMP = 12;

  /** What a column can say, and how files name it, in lower-case letters and digits. */
  enum Column {
    TIME(0, " time opentime timestamp date datetime start t ts unix "),
    OPEN(1, " open o "),
    HIGH(2, " high h "),
    LOW(3, " low l "),
    CLOSE(4, " close c "),
    VOLUME(5, " volume vol v basevolume "),
    QUOTE_VOLUME(7, " quotevolume quoteassetvolume turnover "),
    TRADES(8, " trades count numberoftrades tradecount ");

    /** Where rows without names have it, from 0, if they are as long as this. */
    private final int place;

    private final String names;

    Column(int place, String names) {
      this.place = place;
      this.names = names;
    }

    boolean isOptional() {
      return this == QUOTE_VOLUME || this == TRADES;
    }

    /** As a map of columns names it: {@code quote_volume}. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Layout {
    at = Map.copyOf(at);
  }

  /**
   * The layout of a file.
   *
   * @throws FileRefusedException if a column that a candle needs is not there
   */
  static Layout of(RowReader rows, ColumnMap map) throws FileRefusedException {
    List<String> columns = rows.columns();
    Map<Column, Integer> at = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      int place = map.names(column) ? map.place(column, columns) : detect(column, rows, map);
      if (place >= 0) {
        at.put(column, place);
      } else if (!column.isOptional()) {
        throw new FileRefusedException(
            "no column for %s: the file has %s; name the columns with --map time=…,open=…,high=…,low=…,close=…,volume=…"
                .formatted(column.id(), columns));
      }
    }
    return new Layout(at, columns.size(), map.unit());
  }

  /** By its name, or by its place where no column has a name and the map tells of none. */
  private static int detect(Column column, RowReader rows, ColumnMap map) {
    List<String> columns = rows.columns();
    if (!rows.isNamed()) {
      return map.isEmpty() ? unnamed(column, columns.size()) : -1;
    }
    List<String> plain = new ArrayList<>();
    columns.forEach(name -> plain.add(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")));
    for (int i = 0; i < plain.size(); i++) {
      if (column.names.contains(" " + plain.get(i) + " ") && !map.takes(i, columns)) {
        return i;
      }
    }
    return -1;
  }

  /** Rows without names begin with time, open, high, low, close and volume wherever we met them. */
  private static int unnamed(Column column, int width) {
    if (width == WITH_TRADES && column == Column.TRADES) {
      return WITH_TRADES - 1;
    }
    boolean known = width == PLAIN || width == WITH_TRADES || width == BINANCE_DUMP;
    return known && column.place < width && (width == BINANCE_DUMP || !column.isOptional())
        ? column.place
        : -1;
  }
}
