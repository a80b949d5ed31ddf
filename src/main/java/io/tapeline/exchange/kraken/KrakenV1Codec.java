package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Kraken's v1 socket, arrays whose channel and pair come last (docs: "WebSockets API
 * v1").
 *
 * <p>Used: {@code trade}, {@code ticker}, {@code spread}. Ignored on purpose: {@code book} (ticker
 * and spread are its top), {@code ohlc}. Control: events. Trades have no ids here; theirs are made
 * of what they say, see {@link DerivedIds}.
 */
final class KrakenV1Codec implements VenueCodec {

  private static final byte[] EVENT = ascii("event");
  private static final byte[] STATUS = ascii("status");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] ERROR_MESSAGE = ascii("errorMessage");
  private static final byte[] TRADE_NAME = ascii("trade");
  private static final byte[] TICKER_NAME = ascii("ticker");
  private static final byte[] SPREAD_NAME = ascii("spread");
  private static final byte[] BOOK_PREFIX = ascii("book");
  private static final byte[] OHLC_PREFIX = ascii("ohlc");

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded TICKER = new Decoded.Used("ticker");
  private static final Decoded SPREAD = new Decoded.Used("spread");
  private static final Decoded BOOK = new Decoded.Ignored("book");
  private static final Decoded OHLC = new Decoded.Ignored("ohlc");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded UNKNOWN_CHANNEL = new Decoded.Unknown("channel");
  private static final Decoded UNKNOWN_EVENT = new Decoded.Unknown("event");
  private static final SymbolTable<Decoded> EVENTS = events();

  private static SymbolTable<Decoded> events() {
    Map<String, Decoded> events = new HashMap<>();
    for (String event :
        new String[] {"heartbeat", "systemStatus", "subscriptionStatus", "pong", "error"}) {
      events.put(event, new Decoded.Control(event));
    }
    return new SymbolTable<>(events);
  }

  private final SymbolTable<Market> markets;
  private final DerivedIds ids = new DerivedIds();

  KrakenV1Codec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    return frame.atObject() ? event(frame, out) : channel(frame, receivedTimeNanos, out);
  }

  private static Decoded event(JsonCursor frame, FrameEvents out) {
    Decoded event = null;
    boolean failed = false;
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(EVENT)) {
        frame.string();
        Decoded known = frame.lookUp(EVENTS);
        event = known == null ? UNKNOWN_EVENT : known;
      } else if (frame.nameIs(STATUS)) {
        frame.string();
        failed = frame.valueIs(ERROR);
      } else if (frame.nameIs(ERROR_MESSAGE)) {
        frame.string();
        message = frame.text();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (event == null) {
      throw frame.wrong("neither event nor channel");
    }
    if (failed) {
      out.notice(new Notice.Refused("subscription", message));
    }
    return event;
  }

  /** {@code [channelID, payload, …, "channel", "PAIR"]}: first to the end, then back. */
  private Decoded channel(JsonCursor frame, long received, FrameEvents out) {
    frame.enterArray();
    if (!frame.nextElement()) {
      throw frame.wrong("empty array");
    }
    frame.skip();
    if (!frame.nextElement()) {
      throw frame.wrong("channel without payload");
    }
    long payload = frame.mark();
    frame.skip();
    Decoded channel = null;
    Market market = null;
    while (frame.nextElement()) {
      if (!frame.atString()) {
        frame.skip();
      } else if (channel == null) {
        channel = named(frame);
      } else {
        frame.string();
        market = frame.lookUp(markets);
      }
    }
    frame.end();
    if (channel == null) {
      throw frame.wrong("payload without channel");
    }
    return channel instanceof Decoded.Used
        ? use(frame, payload, channel, market, received, out)
        : channel;
  }

  private static Decoded named(JsonCursor frame) {
    frame.string();
    if (frame.valueIs(TRADE_NAME)) {
      return TRADE;
    }
    if (frame.valueIs(TICKER_NAME)) {
      return TICKER;
    }
    if (frame.valueIs(SPREAD_NAME)) {
      return SPREAD;
    }
    return frame.valueStartsWith(BOOK_PREFIX)
        ? BOOK
        : frame.valueStartsWith(OHLC_PREFIX) ? OHLC : UNKNOWN_CHANNEL;
  }

  private Decoded use(
      JsonCursor frame,
      long payload,
      Decoded channel,
      @Nullable Market market,
      long received,
      FrameEvents out) {
    if (market == null) {
      return UNMAPPED;
    }
    frame.moveTo(payload);
    if (channel == TRADE) {
      trades(frame, market, received, out);
    } else if (channel == TICKER) {
      ticker(frame, market, received, out);
    } else {
      spread(frame, market, received, out);
    }
    return channel;
  }

  /** Rows of price, volume, time in seconds, side, order type, miscellaneous. */
  private void trades(JsonCursor frame, Market market, long received, FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      Decimal price = element(frame);
      Decimal quantity = element(frame);
      long time = element(frame).unscaledAt(9);
      Side side = side(frame);
      frame.skipRestOfArray();
      out.trade(
          new Trade(
              market,
              ids.next(market, time, price, quantity, side),
              price,
              quantity,
              side,
              time,
              received,
              1));
    }
  }

  private static Side side(JsonCursor frame) {
    frame.nextElement();
    frame.string();
    return switch (frame.valueEnd() - frame.valueStart() == 1
        ? frame.bytes()[frame.valueStart()]
        : 0) {
      case 'b' -> Side.BUY;
      case 's' -> Side.SELL;
      default -> Side.UNKNOWN;
    };
  }

  private static Decimal element(JsonCursor frame) {
    if (!frame.nextElement()) {
      throw frame.wrong("row too short");
    }
    return frame.decimal();
  }

  /** {@code a} and {@code b} are price, whole lots, lots. */
  private static void ticker(JsonCursor frame, Market market, long received, FrameEvents out) {
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs('b')) {
        frame.enterArray();
        bid = element(frame);
        element(frame);
        bidQuantity = element(frame);
        frame.skipRestOfArray();
      } else if (frame.nameIs('a')) {
        frame.enterArray();
        ask = element(frame);
        element(frame);
        askQuantity = element(frame);
        frame.skipRestOfArray();
      } else {
        frame.skip();
      }
    }
    quote(frame, market, bid, bidQuantity, ask, askQuantity, received, received, out);
  }

  /** Bid, ask, time in seconds, bid volume, ask volume. */
  private static void spread(JsonCursor frame, Market market, long received, FrameEvents out) {
    frame.enterArray();
    Decimal bid = element(frame);
    Decimal ask = element(frame);
    long time = element(frame).unscaledAt(9);
    Decimal bidQuantity = element(frame);
    Decimal askQuantity = element(frame);
    frame.skipRestOfArray();
    quote(frame, market, bid, bidQuantity, ask, askQuantity, time, received, out);
  }

  private static void quote(
      JsonCursor frame,
      Market market,
      @Nullable Decimal bid,
      @Nullable Decimal bidQuantity,
      @Nullable Decimal ask,
      @Nullable Decimal askQuantity,
      long time,
      long received,
      FrameEvents out) {
    if (bid == null || ask == null) {
      throw frame.wrong("no bid or no ask");
    }
    boolean bids = bid.signum() != 0;
    boolean asks = ask.signum() != 0;
    out.quote(
        new Quote(
            market,
            bids ? bid : null,
            bids ? bidQuantity : null,
            asks ? ask : null,
            asks ? askQuantity : null,
            time,
            received));
  }
}
