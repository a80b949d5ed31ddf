package io.tapeline.exchange.bybit;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.BestQuote;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Bybit's v5 public sockets (docs: "WebSocket Stream, Public").
 *
 * <p>Used: {@code publicTrade}; {@code orderbook}, of which we keep the book and check that update
 * numbers follow each other; {@code tickers} of derivatives, which carry the best bid and ask as a
 * snapshot and changes to it, for markets whose order book the connection does not carry. Ignored
 * on purpose: {@code tickers} of spot (no bid or ask in them), {@code kline}, liquidations, price
 * limits, insurance, and whatever topic is of a market that we don't map. Control: answers to
 * requests.
 */
final class BybitCodec implements VenueCodec {

  private static final byte[] TOPIC = ascii("topic");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] TIME = ascii("ts");
  private static final byte[] DATA = ascii("data");
  private static final byte[] OPERATION = ascii("op");
  private static final byte[] SUCCESS = ascii("success");
  private static final byte[] MESSAGE = ascii("ret_msg");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] BUY = ascii("Buy");
  private static final byte[] SELL = ascii("Sell");
  private static final byte[] BID_PRICE = ascii("bid1Price");
  private static final byte[] BID_SIZE = ascii("bid1Size");
  private static final byte[] ASK_PRICE = ascii("ask1Price");
  private static final byte[] ASK_SIZE = ascii("ask1Size");
  private static final byte[] SYMBOL = ascii("symbol");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private enum Kind {
    TRADE,
    BOOK,
    TICKER,
    OTHER
  }

  private record Topic(Kind kind, Decoded decoded) {}

  private static final Topic UNKNOWN = new Topic(Kind.OTHER, new Decoded.Unknown("topic"));
  private static final Decoded REQUEST = new Decoded.Control("op");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded SPOT_TICKER = new Decoded.Ignored("tickers of spot");
  private static final SymbolTable<Topic> TOPICS = topics();

  private static SymbolTable<Topic> topics() {
    Map<String, Topic> topics = new HashMap<>();
    topics.put("publicTrade", new Topic(Kind.TRADE, new Decoded.Used("publicTrade")));
    topics.put("orderbook", new Topic(Kind.BOOK, new Decoded.Used("orderbook")));
    topics.put("tickers", new Topic(Kind.TICKER, new Decoded.Used("tickers")));
    for (String ignored :
        new String[] {
          "kline",
          "liquidation",
          "allLiquidation",
          "priceLimit",
          "insurance",
          "adlAlert",
          "tickers_lt",
          "kline_lt",
          "lt",
          "bookticker"
        }) {
      topics.put(ignored, new Topic(Kind.OTHER, new Decoded.Ignored(ignored)));
    }
    return new SymbolTable<>(topics);
  }

  private final SymbolTable<Market> markets;
  private final boolean spot;
  private final Map<Market, BybitBook> books = new HashMap<>();
  private final Map<Market, BestQuote> tickers = new HashMap<>();

  BybitCodec(SymbolTable<Market> markets, boolean spot) {
    this.markets = markets;
    this.spot = spot;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    Topic topic = null;
    boolean request = false;
    boolean success = true;
    boolean snapshot = false;
    long time = receivedTimeNanos;
    long data = -1;
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(TOPIC)) {
        topic = topic(frame);
      } else if (frame.nameIs(TYPE)) {
        frame.string();
        snapshot = frame.valueIs(SNAPSHOT);
      } else if (frame.nameIs(TIME)) {
        time = frame.number() * NANOS_PER_MILLI;
      } else if (frame.nameIs(DATA)) {
        data = frame.mark();
        frame.skip();
      } else if (frame.nameIs(OPERATION)) {
        request = true;
        frame.skip();
      } else if (frame.nameIs(SUCCESS)) {
        request = true;
        success = frame.bool();
      } else if (frame.nameIs(MESSAGE)) {
        frame.string();
        message = frame.text();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (topic == null) {
      return answer(frame, request, success, message, out);
    }
    if (topic.kind() == Kind.OTHER) {
      return topic.decoded();
    }
    if (data < 0) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    return switch (topic.kind()) {
      case TRADE -> trades(frame, receivedTimeNanos, out, topic.decoded());
      case BOOK -> book(frame, snapshot, time, receivedTimeNanos, out, topic.decoded());
      case TICKER ->
          spot
              ? SPOT_TICKER
              : ticker(frame, snapshot, time, receivedTimeNanos, out, topic.decoded());
      case OTHER -> topic.decoded();
    };
  }

  private static Decoded answer(
      JsonCursor frame, boolean request, boolean success, String message, FrameEvents out) {
    if (!request) {
      throw frame.wrong("neither topic nor op");
    }
    if (!success) {
      out.notice(new Notice.Refused("subscription", message));
    }
    return REQUEST;
  }

  /** A topic's name ends at its first dot: {@code orderbook.200.BTCUSDT}. */
  private static Topic topic(JsonCursor frame) {
    frame.string();
    int end = frame.valueStart();
    while (end < frame.valueEnd() && frame.bytes()[end] != '.') {
      end++;
    }
    Topic topic = TOPICS.get(frame.bytes(), frame.valueStart(), end);
    return topic == null ? UNKNOWN : topic;
  }

  // ---------------------------------------------------------------- trades

  private Decoded trades(JsonCursor frame, long received, FrameEvents out, Decoded used) {
    boolean mapped = false;
    boolean any = false;
    frame.enterArray();
    while (frame.nextElement()) {
      any = true;
      mapped |= trade(frame, received, out);
    }
    return mapped || !any ? used : UNMAPPED;
  }

  private boolean trade(JsonCursor frame, long received, FrameEvents out) {
    Market market = null;
    TradeId id = null;
    Decimal price = null;
    Decimal quantity = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      switch (frame.nameLength() == 1 ? frame.nameFirst() : 0) {
        case 's' -> {
          frame.string();
          market = frame.lookUp(markets);
        }
        case 'i' -> id = id(frame);
        case 'p' -> price = frame.decimal();
        case 'v' -> quantity = frame.decimal();
        case 'S' -> {
          frame.string();
          side = frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
        }
        case 'T' -> time = frame.number() * NANOS_PER_MILLI;
        default -> frame.skip();
      }
    }
    if (id == null || price == null || quantity == null || time < 0) {
      throw frame.wrong("trade without id, price, quantity or time");
    }
    if (market != null) {
      out.trade(new Trade(market, id, price, quantity, side, time, received, 1));
    }
    return market != null;
  }

  /** Spot numbers its trades, derivatives name them by UUID. */
  private static TradeId id(JsonCursor frame) {
    frame.string();
    long number = 0;
    for (int i = frame.valueStart(); i < frame.valueEnd(); i++) {
      int digit = frame.bytes()[i] - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return uuid(frame);
      }
      number = number * 10 + digit;
    }
    return TradeId.of(number);
  }

  private static TradeId uuid(JsonCursor frame) {
    return TradeId.of(UUID.fromString(frame.text()));
  }

  // ---------------------------------------------------------------- books and tickers

  private Decoded book(
      JsonCursor frame, boolean snapshot, long time, long received, FrameEvents out, Decoded used) {
    long start = frame.mark();
    Market market = marketOf(frame, 's');
    if (market == null) {
      return UNMAPPED;
    }
    frame.moveTo(start);
    BybitBook book = books.get(market);
    if (book == null) {
      book = new BybitBook(market);
      books.put(market, book);
      tickers.remove(market);
    }
    book.update(frame, snapshot, time, received, out);
    return used;
  }

  private @Nullable Market marketOf(JsonCursor frame, char name) {
    Market market = null;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(name)) {
        frame.string();
        market = frame.lookUp(markets);
      } else {
        frame.skip();
      }
    }
    return market;
  }

  private Decoded ticker(
      JsonCursor frame, boolean snapshot, long time, long received, FrameEvents out, Decoded used) {
    long start = frame.mark();
    Market market = null;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(SYMBOL)) {
        frame.string();
        market = frame.lookUp(markets);
      } else {
        frame.skip();
      }
    }
    if (market == null) {
      return UNMAPPED;
    }
    if (books.containsKey(market)) {
      return used;
    }
    frame.moveTo(start);
    merge(frame, tickers.computeIfAbsent(market, BestQuote::new), snapshot, time, received, out);
    return used;
  }

  /** A change names only what changed; what it does not name stands as before. */
  private static void merge(
      JsonCursor frame,
      BestQuote best,
      boolean snapshot,
      long time,
      long received,
      FrameEvents out) {
    Decimal bid = snapshot ? null : best.book().bestBid();
    Decimal bidSize = snapshot ? null : best.book().bestBidQuantity();
    Decimal ask = snapshot ? null : best.book().bestAsk();
    Decimal askSize = snapshot ? null : best.book().bestAskQuantity();
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BID_PRICE)) {
        bid = frame.positiveOrNone();
      } else if (frame.nameIs(BID_SIZE)) {
        bidSize = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_PRICE)) {
        ask = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_SIZE)) {
        askSize = frame.positiveOrNone();
      } else {
        frame.skip();
      }
    }
    best.book().clear();
    if (bid != null && bidSize != null) {
      best.book().set(true, bid, bidSize);
    }
    if (ask != null && askSize != null) {
      best.book().set(false, ask, askSize);
    }
    best.tell(time, received, out);
  }
}
