package io.tapeline.candle.load;

import io.tapeline.load.Column;
import io.tapeline.load.ColumnMap;
import io.tapeline.load.FileKind;
import io.tapeline.load.Layout;
import io.tapeline.load.file.RowReader;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What a column of a file of candles can say. */
enum CandleColumn implements Column {
  TIME(0, " time opentime timestamp date datetime start t ts unix "),
  OPEN(1, " open o "),
  HIGH(2, " high h "),
  LOW(3, " low l "),
  CLOSE(4, " close c "),
  VOLUME(5, " volume vol v basevolume "),
  QUOTE_VOLUME(7, " quotevolume quoteassetvolume turnover "),
  TRADES(8, " trades count numberoftrades tradecount ");

  private static final int PLAIN = 6;
  private static final int WITH_TRADES = 7;
  private static final int BINANCE_DUMP = 12;

  /** Where rows without names have it, from 0, if they are as long as this. */
  private final int place;

  private final String names;

  CandleColumn(int place, String names) {
    this.place = place;
    this.names = names;
  }

  @Override
  public String names() {
    return names;
  }

  @Override
  public boolean isOptional() {
    return this == QUOTE_VOLUME || this == TRADES;
  }

  static Layout<CandleColumn> layout(RowReader rows, ColumnMap map) throws IOException {
    if (map.isEmpty()) {
      FileKind.CANDLES.require(rows);
    }
    return Layout.of(rows, map, values(), unnamed(rows.columns().size()));
  }

  /** Rows without names begin with time, open, high, low, close and volume wherever we met them. */
  private static Map<CandleColumn, Integer> unnamed(int width) {
    Map<CandleColumn, Integer> at = new EnumMap<>(CandleColumn.class);
    if (width == PLAIN || width == WITH_TRADES || width == BINANCE_DUMP) {
      for (CandleColumn column : values()) {
        if (!column.isOptional() || width == BINANCE_DUMP) {
          at.put(column, column.place);
        }
      }
    }
    if (width == WITH_TRADES) {
      at.put(TRADES, WITH_TRADES - 1);
    }
    return at;
  }
}
