package io.tapeline.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.exchange.rest.RestBody;
import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades as {@code /api/v5/market/trades} lists them: match by match, the newest first. The socket
 * reports what one order took at one price as one trade with the last match's id, so matches that
 * follow one another at one time, price and side are put together the same way: else a repair would
 * add the earlier matches of trades that we have.
 */
final class OkxHistory {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private OkxHistory() {}

  /** The oldest first. */
  static List<Trade> read(JsonNode newestFirst, OkxMarket market, long received) {
    List<Trade> trades = new ArrayList<>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      Trade match = match(newestFirst.get(i), market, received);
      if (!trades.isEmpty() && continues(trades.getLast(), match)) {
        trades.set(trades.size() - 1, joined(trades.getLast(), match));
      } else {
        trades.add(match);
      }
    }
    return trades;
  }

  private static Trade match(JsonNode node, OkxMarket market, long received) {
    Side side =
        switch (RestBody.textOr(node, "side", "")) {
          case "buy" -> Side.BUY;
          case "sell" -> Side.SELL;
          default -> Side.UNKNOWN;
        };
    return new Trade(
        market.market(),
        TradeId.of(RestBody.number(node, "tradeId")),
        RestBody.required(node, "px"),
        market.baseUnits(RestBody.required(node, "sz")),
        side,
        Math.multiplyExact(RestBody.number(node, "ts"), NANOS_PER_MILLI),
        received,
        1);
  }

  private static boolean continues(Trade trade, Trade match) {
    return match.id().low() == trade.id().low() + 1
        && match.eventTimeNanos() == trade.eventTimeNanos()
        && match.side() == trade.side()
        && match.price().equals(trade.price());
  }

  private static Trade joined(Trade trade, Trade match) {
    return new Trade(
        trade.market(),
        match.id(),
        trade.price(),
        Decimal.rounded(trade.quantity().toBigDecimal().add(match.quantity().toBigDecimal())),
        trade.side(),
        trade.eventTimeNanos(),
        trade.receivedTimeNanos(),
        trade.matches() + 1);
  }
}
