package io.tapeline.exchange.gemini;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.Comparator;
import java.util.List;

/**
 * Trades of the socket: {@code side} is the taker's, {@code timestamp} milliseconds since 1970 UTC,
 * {@code tid} the id that REST has too; where it is missing, {@code event_id} is taken.
 */
final class GeminiTrades {

  private static final byte[] PRICE = ascii("price");
  private static final byte[] QUANTITY = ascii("quantity");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] TRADE_ID = ascii("tid");
  private static final byte[] EVENT_ID = ascii("event_id");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final Comparator<Trade> OLDEST_FIRST =
      Comparator.comparingLong(Trade::eventTimeNanos).thenComparing(Trade::id);

  private GeminiTrades() {}

  /** The trades of a subscription's first frame; there may be none. */
  static void history(JsonCursor frame, Market market, long received, FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      out.trade(read(frame, market, received));
    }
    out.tradesAreSnapshot();
    List<Trade> trades = out.trades();
    for (int i = 1; i < trades.size(); i++) {
      if (OLDEST_FIRST.compare(trades.get(i - 1), trades.get(i)) > 0) {
        trades.sort(OLDEST_FIRST);
        return;
      }
    }
  }

  static Trade read(JsonCursor frame, Market market, long received) {
    long tradeId = -1;
    long eventId = -1;
    Decimal price = null;
    Decimal quantity = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(QUANTITY)) {
        quantity = frame.roundedDecimal();
      } else if (frame.nameIs(SIDE)) {
        side = side(frame);
      } else if (frame.nameIs(TRADE_ID)) {
        tradeId = frame.number();
      } else if (frame.nameIs(EVENT_ID)) {
        eventId = frame.number();
      } else if (frame.nameIs(TIMESTAMP)) {
        time = Math.multiplyExact(frame.number(), NANOS_PER_MILLI);
      } else {
        frame.skip();
      }
    }
    long id = tradeId < 0 ? eventId : tradeId;
    if (id < 0 || price == null || quantity == null || time < 0) {
      throw frame.wrong("trade without id, price, quantity or time");
    }
    return new Trade(market, TradeId.of(id), price, quantity, side, time, received, 1);
  }

  /** Trades of auctions have no taker. */
  private static Side side(JsonCursor frame) {
    frame.string();
    if (frame.valueIs(BUY)) {
      return Side.BUY;
    }
    return frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
  }
}
