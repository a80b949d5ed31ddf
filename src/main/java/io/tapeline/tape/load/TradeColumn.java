package io.tapeline.tape.load;

import io.tapeline.load.Column;
import io.tapeline.load.ColumnMap;
import io.tapeline.load.FileKind;
import io.tapeline.load.Layout;
import io.tapeline.load.file.RawRow;
import io.tapeline.load.file.RowReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column of a file of trades can say. */
public enum TradeColumn implements Column {
  TIME(" time timestamp transacttime tradetime eventtime date datetime ts t unix "),
  PRICE(" price px p "),
  QUANTITY(" quantity qty size amount volume vol basevolume q sz v "),
  /** The aggressor's. */
  SIDE(" side takerside aggressorside "),
  /** Whether the buyer's order rested: then the aggressor sold. */
  BUYER_MAKER(" isbuyermaker buyermaker m "),
  ID(" id tradeid trdmatchid tid execid "),
  /** Of an aggregate: the ids of its first and its last match. */
  FIRST_ID(" firsttradeid firstid f "),
  LAST_ID(" lasttradeid lastid l "),
  MATCHES(" matches "),
  SYMBOL(" symbol instrument instid productid pair market s ");

  private static final int MAKER_OF_MATCH = 5;
  private static final int MAKER_OF_AGGREGATE = 6;

  /** Kraken's: time, price, quantity. */
  private static final Map<TradeColumn, Integer> THREE = Map.of(TIME, 0, PRICE, 1, QUANTITY, 2);

  /** Binance's trades: id, price, quantity, quote quantity, time, buyer is maker, best match. */
  private static final Map<TradeColumn, Integer> MATCHES_OF_BINANCE =
      Map.of(ID, 0, PRICE, 1, QUANTITY, 2, TIME, 4, BUYER_MAKER, MAKER_OF_MATCH);

  /** Binance's aggregates: id, price, quantity, first, last, time, buyer is maker, best match. */
  private static final Map<TradeColumn, Integer> AGGREGATES_OF_BINANCE =
      Map.of(
          PRICE, 1, QUANTITY, 2, FIRST_ID, 3, LAST_ID, 4, TIME, 5, BUYER_MAKER, MAKER_OF_AGGREGATE);

  /** Bybit's spot files number their rows: that is no trade's id. */
  private static final List<String> BYBIT_SPOT =
      List.of("id", "timestamp", "price", "volume", "side");

  private final String names;

  TradeColumn(String names) {
    this.names = names;
  }

  @Override
  public String names() {
    return names;
  }

  @Override
  public boolean isOptional() {
    return this != TIME && this != PRICE && this != QUANTITY;
  }

  static Layout<TradeColumn> layout(RowReader rows, ColumnMap map) throws IOException {
    if (map.isEmpty()) {
      FileKind.TRADES.require(rows);
    }
    Layout<TradeColumn> layout = Layout.of(rows, map, values(), unnamed(rows.peek()));
    List<String> names = rows.columns();
    boolean numbered = names.size() >= BYBIT_SPOT.size() && map.isEmpty() && rows.isNamed();
    if (numbered && names.subList(0, BYBIT_SPOT.size()).equals(BYBIT_SPOT)) {
      Map<TradeColumn, Integer> at = new HashMap<>(layout.at());
      at.remove(ID);
      return new Layout<>(at, layout.width(), layout.unit());
    }
    return layout;
  }

  private static Map<TradeColumn, Integer> unnamed(@Nullable RawRow first) {
    if (first == null) {
      return Map.of();
    }
    if (first.values().size() == THREE.size()) {
      return THREE;
    }
    if (FileKind.isTruth(first, MAKER_OF_MATCH)) {
      return MATCHES_OF_BINANCE;
    }
    return FileKind.isTruth(first, MAKER_OF_AGGREGATE) ? AGGREGATES_OF_BINANCE : Map.of();
  }
}
