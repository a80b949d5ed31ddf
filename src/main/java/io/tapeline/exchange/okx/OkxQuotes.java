package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.OrderBook;
import io.tapeline.market.Decimal;

/** The data of the channels that tell the best bid and ask: tickers, first levels, books. */
final class OkxQuotes {

  private static final byte[] BID = ascii("bidPx");
  private static final byte[] BID_SIZE = ascii("bidSz");
  private static final byte[] ASK = ascii("askPx");
  private static final byte[] ASK_SIZE = ascii("askSz");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] ASKS = ascii("asks");
  private static final byte[] TIME = ascii("ts");

  private OkxQuotes() {}

  static void read(
      JsonCursor frame,
      Channel.Kind kind,
      OkxMarket market,
      boolean snapshot,
      long received,
      FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      switch (kind) {
        case TICKER -> ticker(frame, market, received, out);
        case TOP -> top(frame, market, received, out);
        case BOOK -> book(frame, market, snapshot, received, out);
        case TRADES, OTHER -> frame.skip();
      }
    }
  }

  private static void ticker(JsonCursor frame, OkxMarket market, long received, FrameEvents out) {
    Decimal bid = null;
    Decimal bidSize = null;
    Decimal ask = null;
    Decimal askSize = null;
    long time = received;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BID)) {
        bid = Numbers.optional(frame);
      } else if (frame.nameIs(BID_SIZE)) {
        bidSize = Numbers.optional(frame);
      } else if (frame.nameIs(ASK)) {
        ask = Numbers.optional(frame);
      } else if (frame.nameIs(ASK_SIZE)) {
        askSize = Numbers.optional(frame);
      } else if (frame.nameIs(TIME)) {
        time = Numbers.nanos(frame, received);
      } else {
        frame.skip();
      }
    }
    out.quote(market.quote(bid, bidSize, ask, askSize, time, received));
  }

  /** Levels come best first. */
  private static void top(JsonCursor frame, OkxMarket market, long received, FrameEvents out) {
    Decimal bid = null;
    Decimal bidSize = null;
    Decimal ask = null;
    Decimal askSize = null;
    long time = received;
    frame.enterObject();
    while (frame.nextField()) {
      boolean bids = frame.nameIs(BIDS);
      if (bids || frame.nameIs(ASKS)) {
        frame.enterArray();
        if (!frame.nextElement()) {
          continue;
        }
        Decimal price = price(frame);
        Decimal size = size(frame);
        frame.skipRestOfArray();
        bid = bids ? price : bid;
        bidSize = bids ? size : bidSize;
        ask = bids ? ask : price;
        askSize = bids ? askSize : size;
      } else if (frame.nameIs(TIME)) {
        time = Numbers.nanos(frame, received);
      } else {
        frame.skip();
      }
    }
    market.tell(market.quote(bid, bidSize, ask, askSize, time, received), out);
  }

  /** Steps into a level. */
  private static Decimal price(JsonCursor frame) {
    frame.enterArray();
    if (!frame.nextElement()) {
      throw frame.wrong("level without price");
    }
    return frame.decimal();
  }

  /** Steps out of a level. */
  private static Decimal size(JsonCursor frame) {
    if (!frame.nextElement()) {
      throw frame.wrong("level without size");
    }
    Decimal size = Numbers.required(frame);
    frame.skipRestOfArray();
    return size;
  }

  private static void book(
      JsonCursor frame, OkxMarket market, boolean snapshot, long received, FrameEvents out) {
    switch (market.book().apply(frame, snapshot, received)) {
      case FOLLOWED -> {
        OrderBook levels = market.book().levels();
        market.tell(
            market.quote(
                levels.bestBid(),
                levels.bestBidQuantity(),
                levels.bestAsk(),
                levels.bestAskQuantity(),
                market.book().timeNanos(),
                received),
            out);
      }
      case BROKE -> {
        market.tell(market.quote(null, null, null, null, received, received), out);
        out.notice(new Notice.BookBroken(market.market(), "changes are missing"));
      }
      case WAITS -> {}
    }
  }
}
