package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Rfc3339;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.Comparator;
import java.util.List;

/** The {@code data} of the v2 channels that we use, each an array of objects with a symbol. */
final class KrakenV2Rows {

  private static final byte[] SYMBOL = ascii("symbol");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] QUANTITY = ascii("qty");
  private static final byte[] TRADE_ID = ascii("trade_id");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] BID = ascii("bid");
  private static final byte[] BID_QUANTITY = ascii("bid_qty");
  private static final byte[] ASK = ascii("ask");
  private static final byte[] ASK_QUANTITY = ascii("ask_qty");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");

  private static final Comparator<Trade> BY_NUMBER =
      Comparator.comparing(Trade::market).thenComparing(Trade::id);

  private final SymbolTable<Market> markets;

  KrakenV2Rows(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  /** Returns whether any of them is of a market that we know, or there are none. */
  boolean trades(JsonCursor frame, boolean snapshot, long received, FrameEvents out) {
    int rows = 0;
    frame.enterArray();
    while (frame.nextElement()) {
      rows++;
      trade(frame, received, out);
    }
    if (snapshot) {
      out.tradesAreSnapshot();
    }
    List<Trade> trades = out.trades();
    if (!inOrder(trades)) {
      trades.sort(BY_NUMBER);
    }
    return rows == 0 || !trades.isEmpty();
  }

  private static boolean inOrder(List<Trade> trades) {
    for (int i = 1; i < trades.size(); i++) {
      Trade before = trades.get(i - 1);
      Trade after = trades.get(i);
      if (before.market() == after.market() && before.id().low() > after.id().low()) {
        return false;
      }
    }
    return true;
  }

  private void trade(JsonCursor frame, long received, FrameEvents out) {
    boolean named = false;
    Market market = null;
    long id = -1;
    Decimal price = null;
    Decimal quantity = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(SYMBOL)) {
        frame.string();
        named = true;
        market = frame.lookUp(markets);
      } else if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(QUANTITY)) {
        quantity = frame.roundedDecimal();
      } else if (frame.nameIs(SIDE)) {
        side = side(frame);
      } else if (frame.nameIs(TRADE_ID)) {
        id = frame.number();
      } else if (frame.nameIs(TIMESTAMP)) {
        time = time(frame);
      } else {
        frame.skip();
      }
    }
    if (!named || id < 0 || price == null || quantity == null || time < 0) {
      throw frame.wrong("trade without symbol, trade_id, price, qty or timestamp");
    }
    if (market != null) {
      out.trade(new Trade(market, TradeId.of(id), price, quantity, side, time, received, 1));
    }
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    if (frame.valueIs(BUY)) {
      return Side.BUY;
    }
    if (frame.valueIs(SELL)) {
      return Side.SELL;
    }
    throw frame.wrong("side is neither buy nor sell");
  }

  /** Returns whether any of them is of a market that we know, or there are none. */
  boolean tickers(JsonCursor frame, long received, FrameEvents out) {
    int rows = 0;
    frame.enterArray();
    while (frame.nextElement()) {
      rows++;
      ticker(frame, received, out);
    }
    return rows == 0 || !out.quotes().isEmpty();
  }

  /** A side that has no orders is null or zero; not every ticker has a timestamp. */
  private void ticker(JsonCursor frame, long received, FrameEvents out) {
    boolean named = false;
    int sides = 0;
    Market market = null;
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    long time = received;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(SYMBOL)) {
        frame.string();
        named = true;
        market = frame.lookUp(markets);
      } else if (frame.nameIs(BID)) {
        sides++;
        bid = frame.positiveOrNone();
      } else if (frame.nameIs(BID_QUANTITY)) {
        bidQuantity = frame.positiveOrNone();
      } else if (frame.nameIs(ASK)) {
        sides++;
        ask = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_QUANTITY)) {
        askQuantity = frame.positiveOrNone();
      } else if (frame.nameIs(TIMESTAMP)) {
        time = time(frame);
      } else {
        frame.skip();
      }
    }
    if (!named || sides < 2) {
      throw frame.wrong("ticker without symbol, bid or ask");
    }
    if (market != null) {
      bidQuantity = bid == null ? null : bidQuantity;
      askQuantity = ask == null ? null : askQuantity;
      out.quote(new Quote(market, bid, bidQuantity, ask, askQuantity, time, received));
    }
  }

  private static long time(JsonCursor frame) {
    frame.string();
    return Rfc3339.nanos(frame.bytes(), frame.valueStart(), frame.valueEnd());
  }
}
