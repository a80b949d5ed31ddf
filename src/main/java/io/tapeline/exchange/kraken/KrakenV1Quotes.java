package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.kraken.KrakenV1Trades.element;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import org.jspecify.annotations.Nullable;

/** Best bid and ask of the v1 socket. A price of zero means that the side has no orders. */
final class KrakenV1Quotes {

  private static final int NANO_DIGITS = 9;

  private KrakenV1Quotes() {}

  /** {@code a} and {@code b} are price, whole lots, lots; without time, so the received one. */
  static void ticker(JsonCursor frame, Market market, long received, FrameEvents out) {
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    boolean bids = false;
    boolean asks = false;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs('b')) {
        bids = true;
        bid = price(frame);
        bidQuantity = lots(frame);
      } else if (frame.nameIs('a')) {
        asks = true;
        ask = price(frame);
        askQuantity = lots(frame);
      } else {
        frame.skip();
      }
    }
    if (!bids || !asks) {
      throw frame.wrong("ticker without a or b");
    }
    quote(market, bid, bidQuantity, ask, askQuantity, received, received, out);
  }

  private static @Nullable Decimal price(JsonCursor frame) {
    frame.enterArray();
    element(frame);
    return frame.positiveOrNone();
  }

  private static @Nullable Decimal lots(JsonCursor frame) {
    element(frame);
    frame.skip();
    element(frame);
    Decimal quantity = frame.positiveOrNone();
    frame.skipRestOfArray();
    return quantity;
  }

  /** Bid, ask, time in seconds, and mostly bid volume and ask volume. */
  static void spread(JsonCursor frame, Market market, long received, FrameEvents out) {
    frame.enterArray();
    element(frame);
    Decimal bid = frame.positiveOrNone();
    element(frame);
    Decimal ask = frame.positiveOrNone();
    element(frame);
    long time = frame.decimal().unscaledAt(NANO_DIGITS);
    Decimal bidQuantity = null;
    Decimal askQuantity = null;
    if (frame.nextElement()) {
      bidQuantity = frame.positiveOrNone();
      element(frame);
      askQuantity = frame.positiveOrNone();
      frame.skipRestOfArray();
    }
    quote(market, bid, bidQuantity, ask, askQuantity, time, received, out);
  }

  private static void quote(
      Market market,
      @Nullable Decimal bid,
      @Nullable Decimal bidQuantity,
      @Nullable Decimal ask,
      @Nullable Decimal askQuantity,
      long time,
      long received,
      FrameEvents out) {
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
}
