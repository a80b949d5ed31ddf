package io.tapeline.exchange.binance;

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
import io.tapeline.market.TradeId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Binance's spot sockets, raw or in the envelope of a combined stream (docs: "WebSocket
 * Streams").
 *
 * <p>Used: {@code trade}; {@code aggTrade}, which reports matches f to l as one; {@code
 * bookTicker}, which has neither a name nor a time of its own. Ignored on purpose: order book
 * updates (the book ticker is their top), klines, tickers, averages, block trades. Control: answers
 * to requests, {@code serverShutdown}.
 */
final class BinanceCodec implements VenueCodec {

  private static final byte[] STREAM = ascii("stream");
  private static final byte[] DATA = ascii("data");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] LAST_UPDATE = ascii("lastUpdateId");
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MICROS_FROM = 100_000_000_000_000L;

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded AGG_TRADE = new Decoded.Used("aggTrade");
  private static final Decoded BOOK_TICKER = new Decoded.Used("bookTicker");
  private static final Decoded PARTIAL_DEPTH = new Decoded.Ignored("depth");
  private static final Decoded LIST = new Decoded.Ignored("array");
  private static final Decoded ANSWER = new Decoded.Control("result");
  private static final Decoded REFUSED = new Decoded.Control("error");
  private static final Decoded UNKNOWN = new Decoded.Unknown("event");
  private static final Decoded UNNAMED = new Decoded.Unknown("unnamed");
  private static final SymbolTable<Decoded> EVENTS = events();

  private static SymbolTable<Decoded> events() {
    Map<String, Decoded> events = new HashMap<>();
    events.put("trade", TRADE);
    events.put("aggTrade", AGG_TRADE);
    events.put("bookTicker", BOOK_TICKER);
    for (String ignored :
        new String[] {
          "depthUpdate", "kline", "24hrTicker", "24hrMiniTicker", "1hTicker", "4hTicker",
          "1dTicker", "1hMiniTicker", "4hMiniTicker", "1dMiniTicker", "avgPrice", "blockTrade",
          "referencePrice", "executionReport", "listStatus"
        }) {
      events.put(ignored, new Decoded.Ignored(ignored));
    }
    events.put("serverShutdown", new Decoded.Control("serverShutdown"));
    return new SymbolTable<>(events);
  }

  private final SymbolTable<Market> markets;

  // what the fields of the object at hand say; reused, so that a frame allocates only what it tells
  private @Nullable Decoded event;
  private @Nullable Market market;
  private @Nullable Decimal p;
  private @Nullable Decimal q;
  private @Nullable Decimal b;
  private @Nullable Decimal bigB;
  private @Nullable Decimal a;
  private @Nullable Decimal bigA;
  private long t;
  private long bigT;
  private long bigE;
  private long f;
  private long l;
  private long aggregate;
  private int maker;
  private boolean book;

  BinanceCodec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    if (frame.atArray()) {
      frame.skip();
      frame.end();
      return LIST;
    }
    long start = frame.mark();
    frame.enterObject();
    Decoded decoded = null;
    boolean first = true;
    while (frame.nextField()) {
      if (frame.nameIs(DATA)) {
        decoded = frame.atObject() ? object(frame, receivedTimeNanos, out) : list(frame);
      } else if (frame.nameIs(STREAM)) {
        frame.string();
      } else if (first) {
        frame.moveTo(start);
        decoded = object(frame, receivedTimeNanos, out);
        break;
      } else {
        frame.skip();
      }
      first = false;
    }
    frame.end();
    return decoded == null ? UNNAMED : decoded;
  }

  private static Decoded list(JsonCursor frame) {
    frame.skip();
    return LIST;
  }

  private Decoded object(JsonCursor frame, long received, FrameEvents out) {
    clear();
    Decoded other = null;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameLength() == 1) {
        field(frame, (char) frame.nameFirst());
      } else if (frame.nameIs(BIDS) || frame.nameIs(LAST_UPDATE)) {
        other = PARTIAL_DEPTH;
        frame.skip();
      } else if (frame.nameIs(RESULT)) {
        other = ANSWER;
        frame.skip();
      } else if (frame.nameIs(ERROR)) {
        other = refused(frame, out);
      } else {
        frame.skip();
      }
    }
    return other != null && event == null ? other : tell(frame, received, out);
  }

  private static Decoded refused(JsonCursor frame, FrameEvents out) {
    frame.skip();
    out.notice(new Notice.Refused("request", "the venue answers with an error"));
    return REFUSED;
  }

  private void clear() {
    event = null;
    market = null;
    p = null;
    q = null;
    b = null;
    bigB = null;
    a = null;
    bigA = null;
    t = -1;
    bigT = -1;
    bigE = -1;
    f = -1;
    l = -1;
    aggregate = -1;
    maker = -1;
    book = false;
  }

  private void field(JsonCursor frame, char name) {
    Decoded known = event;
    if (known instanceof Decoded.Ignored && name != 'e') {
      frame.skip();
      return;
    }
    switch (name) {
      case 'e' -> {
        frame.string();
        event = frame.lookUp(EVENTS);
        if (event == null) {
          event = UNKNOWN;
        }
      }
      case 's' -> {
        frame.string();
        market = frame.lookUp(markets);
      }
      case 'p' -> p = number(frame);
      case 'q' -> q = number(frame);
      case 'b' -> b = level(frame);
      case 'B' -> bigB = number(frame);
      case 'a' -> ambiguous(frame);
      case 'A' -> bigA = number(frame);
      case 't' -> t = whole(frame);
      case 'T' -> bigT = whole(frame);
      case 'E' -> bigE = whole(frame);
      case 'f' -> f = whole(frame);
      case 'l' -> l = whole(frame);
      case 'm' -> maker = flag(frame);
      default -> frame.skip();
    }
  }

  /** {@code a} is an aggregate's number, an ask, or the levels of an order book. */
  private void ambiguous(JsonCursor frame) {
    if (frame.atString() || frame.atArray()) {
      a = level(frame);
    } else {
      aggregate = whole(frame);
    }
  }

  private @Nullable Decimal level(JsonCursor frame) {
    if (frame.atArray()) {
      book = true;
      frame.skip();
      return null;
    }
    return number(frame);
  }

  private static @Nullable Decimal number(JsonCursor frame) {
    if (frame.atObject() || frame.atArray()) {
      throw frame.wrong("number expected");
    }
    return frame.decimal();
  }

  private static long whole(JsonCursor frame) {
    return frame.number();
  }

  private static int flag(JsonCursor frame) {
    return frame.bool() ? 1 : 0;
  }

  private Decoded tell(JsonCursor frame, long received, FrameEvents out) {
    Decoded named = event;
    if (named == null) {
      return b != null || a != null ? quote(frame, received, out) : book ? PARTIAL_DEPTH : UNNAMED;
    }
    if (named == TRADE || named == AGG_TRADE) {
      trade(frame, named == AGG_TRADE, received, out);
    } else if (named == BOOK_TICKER) {
      return quote(frame, received, out);
    }
    return named;
  }

  private void trade(JsonCursor frame, boolean several, long received, FrameEvents out) {
    long number = several ? l : t;
    boolean complete = several ? l >= 0 && f >= 0 && f <= l && aggregate >= 0 : t >= 0;
    if (p == null || q == null || !complete || maker < 0 || (bigT < 0 && bigE < 0)) {
      throw frame.wrong("trade without price, quantity, id, time or side");
    }
    if (market != null) {
      out.trade(
          new Trade(
              market,
              TradeId.of(number),
              p,
              q,
              maker == 1 ? Side.SELL : Side.BUY,
              nanos(bigT >= 0 ? bigT : bigE),
              received,
              several ? Math.toIntExact(l - f + 1) : 1));
    }
  }

  private Decoded quote(JsonCursor frame, long received, FrameEvents out) {
    if (b == null || a == null || bigB == null || bigA == null) {
      throw frame.wrong("book ticker without bid or ask");
    }
    if (market != null) {
      out.quote(
          new Quote(
              market,
              b.signum() == 0 ? null : b,
              b.signum() == 0 ? null : bigB,
              a.signum() == 0 ? null : a,
              a.signum() == 0 ? null : bigA,
              bigE >= 0 ? nanos(bigE) : received,
              received));
    }
    return BOOK_TICKER;
  }

  /** Milliseconds, or microseconds where the socket was asked for them. */
  private static long nanos(long time) {
    return time >= MICROS_FROM ? time * 1_000 : time * NANOS_PER_MILLI;
  }
}
