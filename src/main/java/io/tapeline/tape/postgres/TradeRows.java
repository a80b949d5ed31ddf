package io.tapeline.tape.postgres;

import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.store.Numbers;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Trades as rows of the table {@code trade} and back. */
final class TradeRows {

  private TradeRows() {}

  /** The arguments of {@link TradeSql#INSERT}. */
  static Tuple columns(List<Traded> batch, Map<String, Integer> series, OffsetDateTime recordedAt) {
    int rows = batch.size();
    Integer[] keys = new Integer[rows];
    Long[] events = new Long[rows];
    UUID[] ids = new UUID[rows];
    Numeric[] prices = new Numeric[rows];
    Numeric[] quantities = new Numeric[rows];
    Short[] sides = new Short[rows];
    Integer[] matches = new Integer[rows];
    Long[] received = new Long[rows];
    Short[] origins = new Short[rows];
    for (int i = 0; i < rows; i++) {
      Trade trade = batch.get(i).trade();
      keys[i] = Objects.requireNonNull(series.get(trade.market().id()));
      events[i] = trade.eventTimeNanos();
      ids[i] = trade.id().toUuid();
      prices[i] = Numeric.create(trade.price().toBigDecimal());
      quantities[i] = Numeric.create(trade.quantity().toBigDecimal());
      sides[i] = side(trade.side());
      matches[i] = trade.matches();
      received[i] = trade.receivedTimeNanos();
      origins[i] = origin(batch.get(i).origin());
    }
    return Tuple.from(
        List.of(
            keys, events, ids, prices, quantities, sides, matches, received, origins, recordedAt));
  }

  private static short side(Side side) {
    return switch (side) {
      case UNKNOWN -> 0;
      case BUY -> 1;
      case SELL -> 2;
    };
  }

  private static short origin(Origin origin) {
    return switch (origin) {
      case LIVE -> 0;
      case SNAPSHOT -> 1;
      case REPAIR -> 2;
      case IMPORT -> 3;
    };
  }

  /** A row that begins with the columns of {@link TradeSql#READ}. */
  static Traded traded(Market market, Row row) {
    Side side =
        switch (row.getShort(4)) {
          case 1 -> Side.BUY;
          case 2 -> Side.SELL;
          default -> Side.UNKNOWN;
        };
    Origin origin =
        switch (row.getShort(7)) {
          case 1 -> Origin.SNAPSHOT;
          case 2 -> Origin.REPAIR;
          case 3 -> Origin.IMPORT;
          default -> Origin.LIVE;
        };
    return new Traded(
        new Trade(
            market,
            TradeId.of(row.getUUID(1)),
            Decimal.of(Numbers.of(row, 2)),
            Decimal.of(Numbers.of(row, 3)),
            side,
            row.getLong(0),
            row.getLong(6),
            row.getInteger(5)),
        origin);
  }
}
