package io.tapeline.load;

import io.tapeline.load.file.FileRefusedException;
import io.tapeline.load.file.RawRow;
import io.tapeline.load.file.RowReader;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a file plainly holds candles or trades. */
public enum FileKind {
  CANDLES,
  TRADES,
  UNKNOWN;

  private static final Set<String> HIGH = Set.of("high", "h");
  private static final Set<String> LOW = Set.of("low", "l");
  private static final Set<String> PRICE = Set.of("price", "px", "p");

  /** Time, price and volume: Kraken's trades. */
  private static final int THREE = 3;

  /** Time, open, high, low, close, volume, perhaps with a number of trades. */
  private static final Set<Integer> CANDLE_WIDTHS = Set.of(6, 7, 12);

  /** What Binance's trades tell last. */
  private static final int MAKER = 5;

  /** Refuses a file that plainly is of the other kind, with the option that it needs. */
  public void require(RowReader rows) throws IOException {
    FileKind found = of(rows);
    if (found != UNKNOWN && found != this) {
      throw new FileRefusedException(
          found == TRADES
              ? "these are trades: import them with --trades in place of --interval"
              : "these are candles: import them with --interval, as long as they are, in place of"
                  + " --trades");
    }
  }

  private static FileKind of(RowReader rows) throws IOException {
    List<String> names = Column.plain(rows.columns());
    if (!rows.isNamed()) {
      return unnamed(rows.peek());
    }
    if (isAny(names, HIGH) && isAny(names, LOW)) {
      return CANDLES;
    }
    return isAny(names, PRICE) ? TRADES : UNKNOWN;
  }

  private static boolean isAny(List<String> names, Set<String> wanted) {
    return !Collections.disjoint(names, wanted);
  }

  private static FileKind unnamed(@Nullable RawRow row) {
    if (row == null) {
      return UNKNOWN;
    }
    int width = row.values().size();
    if (width == THREE || isTruth(row, MAKER) || isTruth(row, MAKER + 1)) {
      return TRADES;
    }
    return CANDLE_WIDTHS.contains(width) ? CANDLES : UNKNOWN;
  }

  /** Whether the row says true or false in this place, from 0. */
  public static boolean isTruth(RawRow row, int place) {
    String value = place < row.values().size() ? row.values().get(place) : null;
    return value != null && value.strip().matches("(?i)true|false");
  }
}
