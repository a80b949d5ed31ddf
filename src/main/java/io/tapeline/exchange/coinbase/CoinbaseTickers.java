package io.tapeline.exchange.coinbase;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;

/**
 * Reads the {@code tickers} of a {@code ticker} or {@code ticker_batch} event. One that names
 * neither best bid nor best ask, as batches may, says nothing about them.
 */
final class CoinbaseTickers {

  private static final byte[] PRODUCT = ascii("product_id");
  private static final byte[] BID = ascii("best_bid");
  private static final byte[] ASK = ascii("best_ask");
  private static final byte[] BID_QUANTITY = ascii("best_bid_quantity");
  private static final byte[] ASK_QUANTITY = ascii("best_ask_quantity");

  private final SymbolTable<Market> markets;

  CoinbaseTickers(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  /**
   * Tells the quotes of an array.
   *
   * @return whether some were of products that are no markets of ours
   */
  boolean read(JsonCursor frame, long time, long received, FrameEvents out) {
    boolean unmapped = false;
    frame.enterArray();
    while (frame.nextElement()) {
      unmapped |= !ticker(frame, time, received, out);
    }
    return unmapped;
  }

  private boolean ticker(JsonCursor frame, long time, long received, FrameEvents out) {
    Market market = null;
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    boolean quoted = false;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(PRODUCT)) {
        frame.string();
        market = frame.lookUp(markets);
      } else if (frame.nameIs(BID)) {
        bid = frame.positiveOrNone();
        quoted = true;
      } else if (frame.nameIs(ASK)) {
        ask = frame.positiveOrNone();
        quoted = true;
      } else if (frame.nameIs(BID_QUANTITY)) {
        bidQuantity = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_QUANTITY)) {
        askQuantity = frame.positiveOrNone();
      } else {
        frame.skip();
      }
    }
    if (market != null && quoted) {
      out.quote(
          new Quote(
              market,
              bid,
              bid == null ? null : bidQuantity,
              ask,
              ask == null ? null : askQuantity,
              time,
              received));
    }
    return market != null;
  }
}
