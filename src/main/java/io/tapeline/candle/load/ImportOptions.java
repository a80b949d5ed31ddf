package io.tapeline.candle.load;

import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants imported.
 *
 * @param refused where refused lines are written, all of them; null for nowhere
 * @param paths files, and folders whose files are meant
 */
record ImportOptions(
    Series series,
    Interval interval,
    ColumnMap map,
    LastRow lastRow,
    @Nullable Path refused,
    List<Path> paths) {

  /**
   * @throws IllegalArgumentException with a message for people
   */
  static ImportOptions parse(List<String> arguments) {
    Series series = null;
    Interval interval = null;
    ColumnMap map = ColumnMap.NONE;
    LastRow lastRow = LastRow.AUTO;
    Path refused = null;
    List<Path> paths = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String next = left.removeFirst();
      switch (next) {
        case "--market" -> series = market(value(next, left));
        case "--interval" -> interval = interval(value(next, left));
        case "--map" -> map = ColumnMap.parse(value(next, left));
        case "--last-row" -> lastRow = lastRow(value(next, left));
        case "--refused" -> refused = Path.of(value(next, left));
        default -> paths.add(path(next));
      }
    }
    if (series == null || interval == null || paths.isEmpty()) {
      throw new IllegalArgumentException(
          "import needs --market, --interval and at least one file or folder");
    }
    return new ImportOptions(series, interval, map, lastRow, refused, List.copyOf(paths));
  }

  private static String value(String option, Deque<String> left) {
    String value = left.pollFirst();
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return value;
  }

  private static Path path(String text) {
    if (text.startsWith("-")) {
      throw new IllegalArgumentException("unknown option " + text);
    }
    return Path.of(text);
  }

  private static Series market(String id) {
    try {
      return Series.of(Market.parse(id));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--market '%s' is no market: it looks like binance:btc-usdt, or bybit:btc-usdt-perp"
              .formatted(id),
          e);
    }
  }

  private static Interval interval(String id) {
    return Interval.of(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--interval is 1s, 1m, 5m, 15m, 30m, 1h, 4h, 1d or 1w, not '%s'"
                        .formatted(id)));
  }

  private static LastRow lastRow(String id) {
    for (LastRow each : LastRow.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(id)) {
        return each;
      }
    }
    throw new IllegalArgumentException("--last-row is keep, drop or auto, not '" + id + "'");
  }
}
