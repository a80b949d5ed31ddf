package io.tapeline.load;

import io.tapeline.load.file.FileRefusedException;
import io.tapeline.load.file.RawRow;
import io.tapeline.load.file.RowReader;
import io.tapeline.market.Decimal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file says what, and so what its rows say, exactly as it is written.
 *
 * @param at places of the columns, from 0
 * @param width how many columns each row has
 * @param <C> what columns can say
 */
public record Layout<C extends Column>(Map<C, Integer> at, int width, TimeUnitOf unit) {

  /** 2009-01-03, Bitcoin's first block: nothing that we keep is older. */
  private static final long FIRST = Duration.ofDays(14_247).toNanos();

  private static final int MOST_TOLD = 200;
  private static final int MOST_CHARACTERS = 80;

  /** As many as a column of an exported file has room for. */
  private static final int MOST_WHOLE_DIGITS = 20;

  private static final int MOST_EXPONENT = 40;

  public Layout {
    at = Map.copyOf(at);
  }

  /**
   * The layout of a file.
   *
   * @param columns all that a column can say
   * @param unnamed the places of columns where none has a name and the map tells of none
   * @throws FileRefusedException if a column that is needed is not there
   */
  public static <C extends Column> Layout<C> of(
      RowReader rows, ColumnMap map, C[] columns, Map<C, Integer> unnamed)
      throws FileRefusedException {
    Map<C, Integer> at = new HashMap<>();
    for (C column : columns) {
      int place = map.names(column) ? map.place(column, rows.columns()) : -1;
      if (!map.names(column)) {
        place = rows.isNamed() ? named(column, rows.columns(), map) : -1;
        place = !rows.isNamed() && map.isEmpty() ? unnamed.getOrDefault(column, -1) : place;
      }
      if (place >= 0) {
        at.put(column, place);
      }
    }
    for (C column : columns) {
      if (!column.isOptional() && !at.containsKey(column)) {
        throw new FileRefusedException(
            "no column for %s: the file has %s; name the columns with --map %s"
                .formatted(column.id(), told(rows.columns()), hint(columns)));
      }
    }
    return new Layout<>(at, rows.columns().size(), map.unit());
  }

  private static <C extends Column> String hint(C[] columns) {
    return Arrays.stream(columns)
        .filter(column -> !column.isOptional())
        .map(column -> column.id() + "=…")
        .collect(Collectors.joining(","));
  }

  /** What may be no text at all is not for a terminal. */
  private static String told(List<String> columns) {
    String text = columns.toString().replaceAll("[^\\p{Print}\\p{L}]", "?");
    return text.length() > MOST_TOLD ? text.substring(0, MOST_TOLD) + "…" : text;
  }

  /** By its name, a whole one before a letter. */
  private static int named(Column column, List<String> names, ColumnMap map) {
    List<String> plain = Column.plain(names);
    int letter = -1;
    for (int i = 0; i < plain.size(); i++) {
      if (column.names().contains(" " + plain.get(i) + " ") && !map.takes(i, names)) {
        if (plain.get(i).length() > 1) {
          return i;
        }
        letter = letter < 0 ? i : letter;
      }
    }
    return letter;
  }

  public boolean tells(C column) {
    return at.containsKey(column);
  }

  public void checkWidth(RawRow row) throws Refusal {
    if (row.values().size() != width) {
      throw new Refusal(
          "wrong number of columns", "%d instead of %d".formatted(row.values().size(), width));
    }
  }

  /** What the row says there; null if nothing. */
  public @Nullable String find(RawRow row, C column) {
    Integer place = at.get(column);
    String text = place == null ? null : row.values().get(place);
    return text == null || text.isBlank() ? null : text.strip();
  }

  public boolean has(RawRow row, C column) {
    return find(row, column) != null;
  }

  public String text(RawRow row, C column) throws Refusal {
    String text = find(row, column);
    if (text == null) {
      throw new Refusal(column.id() + " is missing", "");
    }
    return text;
  }

  /** Nanoseconds since 1970 UTC. */
  public long time(RawRow row, C column) throws Refusal {
    String text = text(row, column);
    long time;
    try {
      time = unit.parse(text);
    } catch (IllegalArgumentException _) {
      throw new Refusal("not a time", text);
    }
    if (time < FIRST) {
      throw new Refusal("before 2009-01-03", text);
    }
    return time;
  }

  public Decimal positive(RawRow row, C column) throws Refusal {
    BigDecimal value = number(row, column);
    if (value.signum() <= 0) {
      throw new Refusal(column.id() + " is not positive", value.toPlainString());
    }
    try {
      return Decimal.of(value);
    } catch (ArithmeticException _) {
      throw new Refusal(column.id() + " has more than 18 digits", value.toPlainString());
    }
  }

  public BigDecimal amount(RawRow row, C column) throws Refusal {
    BigDecimal value = number(row, column);
    if (value.signum() < 0) {
      throw new Refusal(column.id() + " is negative", value.toPlainString());
    }
    if (value.precision() - value.scale() > MOST_WHOLE_DIGITS) {
      throw new Refusal(column.id() + " is out of all bounds", value.toPlainString());
    }
    return value;
  }

  /** A whole number that is not negative. */
  public long whole(RawRow row, C column) throws Refusal {
    BigDecimal value = amount(row, column);
    try {
      return value.longValueExact();
    } catch (ArithmeticException _) {
      throw new Refusal(column.id() + " is not a whole number", value.toPlainString());
    }
  }

  private BigDecimal number(RawRow row, C column) throws Refusal {
    String text = text(row, column);
    BigDecimal value;
    try {
      if (text.length() > MOST_CHARACTERS) {
        throw new NumberFormatException();
      }
      value = new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw new Refusal(
          column.id() + " is not a number",
          text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
    }
    if (Math.abs((long) value.scale()) > MOST_EXPONENT) {
      throw new Refusal(column.id() + " is out of all bounds", text);
    }
    return value;
  }
}
