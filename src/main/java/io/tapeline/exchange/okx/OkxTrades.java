package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.Collections;
import java.util.List;

/**
 * The data of {@code trades} and {@code trades-all}. A trade of {@code trades} is all that one
 * order took at one price: {@code count} matches, of which {@code tradeId} is the last. The side is
 * the aggressor's.
 */
final class OkxTrades {

  private static final byte[] ID = ascii("tradeId");
  private static final byte[] PRICE = ascii("px");
  private static final byte[] SIZE = ascii("sz");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] TIME = ascii("ts");
  private static final byte[] COUNT = ascii("count");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");

  private OkxTrades() {}

  /**
   * @param startNanos when the connection's first frame came: on subscription OKX repeats the last
   *     trade, which may be hours old, so a market's first trades are history if they are older
   */
  static void read(
      JsonCursor frame, OkxMarket market, long startNanos, long received, FrameEvents out) {
    List<Trade> trades = out.trades();
    int before = trades.size();
    frame.enterArray();
    while (frame.nextElement()) {
      out.trade(trade(frame, market, received));
    }
    int count = trades.size() - before;
    if (count > 1 && trades.getFirst().id().compareTo(trades.getLast().id()) > 0) {
      Collections.reverse(trades);
    }
    if (count > 0 && market.firstTrades() && trades.getLast().eventTimeNanos() < startNanos) {
      out.tradesAreSnapshot();
    }
  }

  private static Trade trade(JsonCursor frame, OkxMarket market, long received) {
    long id = -1;
    Decimal price = null;
    Decimal size = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    int count = 1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(ID)) {
        id = frame.number();
      } else if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(SIZE)) {
        size = Numbers.required(frame);
      } else if (frame.nameIs(SIDE)) {
        side = side(frame);
      } else if (frame.nameIs(TIME)) {
        time = Numbers.nanos(frame, received);
      } else if (frame.nameIs(COUNT)) {
        count = Numbers.count(frame);
      } else {
        frame.skip();
      }
    }
    if (price == null || size == null || id < 0 || time < 0) {
      throw frame.wrong("trade without px, sz, tradeId or ts");
    }
    return new Trade(
        market.market(),
        TradeId.of(id),
        price,
        market.baseUnits(size),
        side,
        time,
        received,
        count);
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    return frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
  }
}
