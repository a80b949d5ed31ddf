package io.tapeline.candle.load;

import io.tapeline.load.Column;
import io.tapeline.load.ColumnMap;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.tape.load.TradeColumn;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants imported.
 *
 * @param interval of candles; null for trades
 * @param candles whether candles follow from imported trades
 * @param refused where refused lines are written, all of them; null for nowhere
 * @param paths files, and folders whose files are meant
 */
record ImportOptions(
    Market market,
    @Nullable Interval interval,
    ColumnMap map,
    LastRow lastRow,
    boolean candles,
    @Nullable Path refused,
    List<Path> paths) {

  /** What was said, as far as it was said. */
  private static final class Said {
    private @Nullable Market market;
    private @Nullable Interval interval;
    private boolean trades;
    private @Nullable String map;
    private @Nullable LastRow lastRow;
    private @Nullable Boolean candles;
    private @Nullable Path refused;
    private final List<Path> paths = new ArrayList<>();

    private void take(String next, Deque<String> left) {
      switch (next) {
        case "--market" -> market = market(value(next, left));
        case "--interval" -> interval = interval(value(next, left));
        case "--trades" -> trades = true;
        case "--map" -> map = value(next, left);
        case "--last-row" -> lastRow = lastRow(value(next, left));
        case "--candles" -> candles = yesOrNo(next, value(next, left));
        case "--refused" -> refused = Path.of(value(next, left));
        default -> paths.add(path(next));
      }
    }

    private ImportOptions options() {
      if (market == null || paths.isEmpty() || trades == (interval != null)) {
        throw new IllegalArgumentException(
            "import needs --market, one of --interval and --trades, and at least one file or"
                + " folder");
      }
      if (trades ? lastRow != null : candles != null) {
        throw new IllegalArgumentException(
            trades ? "--last-row is for candles" : "--candles is for trades");
      }
      Column[] columns = trades ? TradeColumn.values() : CandleColumn.values();
      return new ImportOptions(
          market,
          interval,
          map == null ? ColumnMap.NONE : ColumnMap.parse(map, columns),
          lastRow == null ? LastRow.AUTO : lastRow,
          candles == null || candles,
          refused,
          List.copyOf(paths));
    }
  }

  /**
   * @throws IllegalArgumentException with a message for people
   */
  static ImportOptions parse(List<String> arguments) {
    Said said = new Said();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      said.take(left.removeFirst(), left);
    }
    return said.options();
  }

  boolean areTrades() {
    return interval == null;
  }

  /** The length of the candles that are imported. */
  Interval candleInterval() {
    return Objects.requireNonNull(interval);
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

  private static Market market(String id) {
    try {
      return Market.parse(id);
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

  private static boolean yesOrNo(String option, String text) {
    return switch (text) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException(option + " is yes or no, not '" + text + "'");
    };
  }
}
