package io.tapeline.exchange.bybit;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;

/**
 * Reads the {@code data} of a {@code publicTrade} message, which has the oldest trade first. Block
 * trades and those against retail price improvement orders are trades like others.
 */
final class BybitTrades {

  private static final byte[] BUY = ascii("Buy");
  private static final byte[] SELL = ascii("Sell");

  private BybitTrades() {}

  /** Tells the trades of the topic's market. */
  static boolean read(JsonCursor frame, Market market, long received, FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      out.trade(trade(frame, market, received));
    }
    return true;
  }

  private static Trade trade(JsonCursor frame, Market market, long received) {
    TradeId id = null;
    Decimal price = null;
    Decimal quantity = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      switch (frame.nameLength() == 1 ? frame.nameFirst() : 0) {
        case 'i' -> id = TradeIds.read(frame);
        case 'p' -> price = frame.decimal();
        case 'v' -> quantity = frame.decimal();
        case 'T' -> time = frame.number();
        case 'S' -> side = side(frame);
        default -> frame.skip();
      }
    }
    if (id == null || price == null || quantity == null || time < 0) {
      throw frame.wrong("trade without id, price, quantity or time");
    }
    long nanos = Math.multiplyExact(time, BybitCodec.NANOS_PER_MILLI);
    return new Trade(market, id, price, quantity, side, nanos, received, 1);
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    return frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
  }
}
