package io.tapeline.exchange.binance;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;

/**
 * Reads {@code bookTicker} events. Spot gives them no time, so they are as of when we read them.
 */
final class BinanceQuotes {

  private static final long ABSENT = -1;

  private final SymbolTable<Market> markets;

  BinanceQuotes(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  /** Tells the best bid and ask; false if they are of a market that we don't map. */
  boolean read(JsonCursor frame, long received, FrameEvents out) {
    Market market = null;
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    long time = ABSENT;
    frame.enterObject();
    while (frame.nextField()) {
      switch (frame.nameLength() == 1 ? frame.nameFirst() : 0) {
        case 's' -> {
          frame.string();
          market = frame.lookUp(markets);
        }
        case 'b' -> bid = frame.decimal();
        case 'B' -> bidQuantity = frame.decimal();
        case 'a' -> ask = frame.decimal();
        case 'A' -> askQuantity = frame.decimal();
        case 'E' -> time = frame.number();
        default -> frame.skip();
      }
    }
    if (bid == null || ask == null || bidQuantity == null || askQuantity == null) {
      throw frame.wrong("book ticker without bid or ask");
    }
    if (market != null) {
      boolean noBid = bid.signum() == 0;
      boolean noAsk = ask.signum() == 0;
      out.quote(
          new Quote(
              market,
              noBid ? null : bid,
              noBid ? null : bidQuantity,
              noAsk ? null : ask,
              noAsk ? null : askQuantity,
              time >= 0 ? BinanceTrades.nanos(time) : received,
              received));
    }
    return market != null;
  }
}
