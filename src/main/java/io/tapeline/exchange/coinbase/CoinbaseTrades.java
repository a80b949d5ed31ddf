package io.tapeline.exchange.coinbase;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code trades} of a {@code market_trades} event. Their {@code side} is the resting
 * order's, so the aggressor's is the other one.
 */
final class CoinbaseTrades {

  private static final byte[] PRODUCT = ascii("product_id");
  private static final byte[] TRADE_ID = ascii("trade_id");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] SIZE = ascii("size");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] TIME = ascii("time");
  private static final byte[] BUY = ascii("BUY");
  private static final byte[] SELL = ascii("SELL");

  private final SymbolTable<Market> markets;

  CoinbaseTrades(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  /**
   * Tells the trades of an array, the oldest first; Coinbase puts the newest first.
   *
   * @return whether some were of products that are no markets of ours
   */
  boolean read(JsonCursor frame, long received, FrameEvents out) {
    List<Trade> told = out.trades();
    int first = told.size();
    boolean unmapped = false;
    frame.enterArray();
    while (frame.nextElement()) {
      Trade trade = trade(frame, received);
      if (trade == null) {
        unmapped = true;
      } else {
        out.trade(trade);
      }
    }
    int last = told.size() - 1;
    if (first < last && told.get(first).id().compareTo(told.get(last).id()) > 0) {
      for (int i = first, j = last; i < j; i++, j--) {
        Collections.swap(told, i, j);
      }
    }
    return unmapped;
  }

  private @Nullable Trade trade(JsonCursor frame, long received) {
    Market market = null;
    Decimal price = null;
    Decimal size = null;
    Side maker = Side.UNKNOWN;
    long id = -1;
    long time = Long.MIN_VALUE;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(PRODUCT)) {
        frame.string();
        market = frame.lookUp(markets);
      } else if (frame.nameIs(TRADE_ID)) {
        id = frame.number();
      } else if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(SIZE)) {
        size = frame.decimal();
      } else if (frame.nameIs(TIME)) {
        time = CoinbaseCodec.time(frame);
      } else if (frame.nameIs(SIDE)) {
        maker = side(frame);
      } else {
        frame.skip();
      }
    }
    if (price == null || size == null || id < 0 || time == Long.MIN_VALUE) {
      throw frame.wrong("trade without price, size, trade_id or time");
    }
    return market == null
        ? null
        : new Trade(market, TradeId.of(id), price, size, maker.opposite(), time, received, 1);
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    return frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
  }
}
