package io.tapeline.exchange.okx;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.BestQuote;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Decimal;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Frames of OKX's v5 public and business sockets (docs: "WebSocket / Public Channel").
 *
 * <p>Used: {@code trades}, {@code trades-all}; {@code tickers} and {@code bbo-tbt}; the {@code
 * books} channels, of which the book is kept for markets of which the connection has shown neither
 * ticker nor best bid and offer. Ignored on purpose: candles, mark, index and estimated prices,
 * funding, open interest, liquidations, instruments, options, spreads, status. Control: events, the
 * word {@code pong}.
 */
final class OkxCodec implements VenueCodec {

  private static final byte[] ARGUMENT = ascii("arg");
  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] INSTRUMENT = ascii("instId");
  private static final byte[] ACTION = ascii("action");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] DATA = ascii("data");
  private static final byte[] EVENT = ascii("event");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] MESSAGE = ascii("msg");
  private static final byte[] TRADE_ID = ascii("tradeId");
  private static final byte[] PRICE = ascii("px");
  private static final byte[] SIZE = ascii("sz");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] TIME = ascii("ts");
  private static final byte[] COUNT = ascii("count");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");
  private static final byte[] BID = ascii("bidPx");
  private static final byte[] BID_SIZE = ascii("bidSz");
  private static final byte[] ASK = ascii("askPx");
  private static final byte[] ASK_SIZE = ascii("askSz");
  private static final byte[] BIDS = ascii("bids");
  private static final byte[] ASKS = ascii("asks");
  private static final byte[] CANDLE = ascii("candle");
  private static final byte[] MARK_CANDLE = ascii("mark-price-candle");
  private static final byte[] INDEX_CANDLE = ascii("index-candle");
  private static final byte[] PREFIX_SPREAD = ascii("sprd-");
  private static final byte[] PREFIX_BLOCK = ascii("block-");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private enum Kind {
    TRADES,
    TICKER,
    TOP,
    BOOK,
    OTHER
  }

  private record Channel(Kind kind, Decoded decoded) {}

  private static final Decoded PONG = new Decoded.Control("pong");
  private static final Decoded EVENT_MESSAGE = new Decoded.Control("event");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Channel CANDLES = new Channel(Kind.OTHER, new Decoded.Ignored("candle"));
  private static final Channel OTHERS =
      new Channel(Kind.OTHER, new Decoded.Ignored("other product"));
  private static final Channel UNKNOWN = new Channel(Kind.OTHER, new Decoded.Unknown("channel"));
  private static final SymbolTable<Channel> CHANNELS = channels();

  private static SymbolTable<Channel> channels() {
    Map<String, Channel> channels = new HashMap<>();
    channels.put("trades", new Channel(Kind.TRADES, new Decoded.Used("trades")));
    channels.put("trades-all", new Channel(Kind.TRADES, new Decoded.Used("trades-all")));
    channels.put("tickers", new Channel(Kind.TICKER, new Decoded.Used("tickers")));
    channels.put("bbo-tbt", new Channel(Kind.TOP, new Decoded.Used("bbo-tbt")));
    for (String book :
        new String[] {"books", "books5", "books-l2-tbt", "books50-l2-tbt", "books-rpi"}) {
      channels.put(book, new Channel(Kind.BOOK, new Decoded.Used(book)));
    }
    for (String ignored :
        new String[] {
          "funding-rate",
          "open-interest",
          "mark-price",
          "index-tickers",
          "price-limit",
          "liquidation-orders",
          "liquidations",
          "adl-warning",
          "estimated-price",
          "opt-summary",
          "option-trades",
          "instruments",
          "status",
          "public-struc-block-trades",
          "public-block-trades",
          "economic-calendar",
          "call-auction-details",
          "orders"
        }) {
      channels.put(ignored, new Channel(Kind.OTHER, new Decoded.Ignored(ignored)));
    }
    return new SymbolTable<>(channels);
  }

  private final SymbolTable<Contract> contracts;
  private final Map<Contract, BestQuote> books = new HashMap<>();
  private final Set<Contract> withTicker = new HashSet<>();
  private @Nullable Channel channel;
  private @Nullable Contract contract;

  OkxCodec(SymbolTable<Contract> contracts) {
    this.contracts = contracts;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    if (isPong(frame)) {
      return PONG;
    }
    channel = null;
    contract = null;
    long data = -1;
    boolean event = false;
    boolean error = false;
    boolean snapshot = false;
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(ARGUMENT) && frame.atObject()) {
        argument(frame);
      } else if (frame.nameIs(DATA)) {
        data = frame.mark();
        frame.skip();
      } else if (frame.nameIs(ACTION)) {
        frame.string();
        snapshot = frame.valueIs(SNAPSHOT);
      } else if (frame.nameIs(EVENT)) {
        frame.string();
        event = true;
        error = frame.valueIs(ERROR);
      } else if (frame.nameIs(MESSAGE)) {
        frame.string();
        message = frame.text();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (event) {
      if (error) {
        out.notice(new Notice.Refused("subscription", message));
      }
      return EVENT_MESSAGE;
    }
    Channel of = channel;
    if (of == null || data < 0) {
      throw frame.wrong("neither event nor channel with data");
    }
    if (of.kind() == Kind.OTHER) {
      return of.decoded();
    }
    frame.moveTo(data);
    return rows(frame, of, snapshot, receivedTimeNanos, out);
  }

  /** The answer to our keepalive is a bare word, no JSON. */
  private static boolean isPong(JsonCursor frame) {
    return frame.tryWord("pong");
  }

  private void argument(JsonCursor frame) {
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        frame.string();
        channel = channel(frame);
      } else if (frame.nameIs(INSTRUMENT)) {
        frame.string();
        contract = frame.lookUp(contracts);
      } else {
        frame.skip();
      }
    }
  }

  private static Channel channel(JsonCursor frame) {
    Channel known = frame.lookUp(CHANNELS);
    if (known != null) {
      return known;
    }
    if (frame.valueStartsWith(CANDLE)
        || frame.valueStartsWith(MARK_CANDLE)
        || frame.valueStartsWith(INDEX_CANDLE)) {
      return CANDLES;
    }
    return frame.valueStartsWith(PREFIX_SPREAD) || frame.valueStartsWith(PREFIX_BLOCK)
        ? OTHERS
        : UNKNOWN;
  }

  private Decoded rows(
      JsonCursor frame, Channel of, boolean snapshot, long received, FrameEvents out) {
    Contract about = contract;
    if (about == null) {
      return UNMAPPED;
    }
    frame.enterArray();
    while (frame.nextElement()) {
      switch (of.kind()) {
        case TRADES -> trade(frame, about, received, out);
        case TICKER -> ticker(frame, about, received, out);
        case TOP -> {
          withTicker.add(about);
          book(frame, about, true, received, out);
        }
        case BOOK -> {
          if (withTicker.contains(about)) {
            frame.skip();
          } else {
            // five-level books come whole each time and say no action
            boolean whole = snapshot || of.decoded().type().equals("books5");
            book(frame, about, whole, received, out);
          }
        }
        case OTHER -> frame.skip();
      }
    }
    return of.decoded();
  }

  private static void trade(JsonCursor frame, Contract of, long received, FrameEvents out) {
    long id = -1;
    Decimal price = null;
    Decimal size = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    long count = 1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(TRADE_ID)) {
        id = frame.number();
      } else if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(SIZE)) {
        size = frame.decimal();
      } else if (frame.nameIs(SIDE)) {
        frame.string();
        side = frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
      } else if (frame.nameIs(TIME)) {
        time = frame.number() * NANOS_PER_MILLI;
      } else if (frame.nameIs(COUNT)) {
        count = frame.number();
      } else {
        frame.skip();
      }
    }
    if (id < 0 || price == null || size == null || time < 0) {
      throw frame.wrong("trade without tradeId, px, sz or ts");
    }
    out.trade(
        new Trade(
            of.market(),
            TradeId.of(id),
            price,
            of.quantity(size),
            side,
            time,
            received,
            Math.max(1, Math.toIntExact(count))));
  }

  private void ticker(JsonCursor frame, Contract of, long received, FrameEvents out) {
    withTicker.add(of);
    Decimal bid = null;
    Decimal bidSize = null;
    Decimal ask = null;
    Decimal askSize = null;
    long time = received;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BID)) {
        bid = frame.positiveOrNone();
      } else if (frame.nameIs(BID_SIZE)) {
        bidSize = frame.positiveOrNone();
      } else if (frame.nameIs(ASK)) {
        ask = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_SIZE)) {
        askSize = frame.positiveOrNone();
      } else if (frame.nameIs(TIME)) {
        time = frame.number() * NANOS_PER_MILLI;
      } else {
        frame.skip();
      }
    }
    out.quote(
        new Quote(
            of.market(),
            bid,
            bid == null || bidSize == null ? null : of.quantity(bidSize),
            ask,
            ask == null || askSize == null ? null : of.quantity(askSize),
            time,
            received));
  }

  private void book(JsonCursor frame, Contract of, boolean whole, long received, FrameEvents out) {
    BestQuote best = books.get(of);
    if (best == null) {
      if (!whole) {
        frame.skip();
        return;
      }
      best = new BestQuote(of.market());
      books.put(of, best);
    }
    if (whole) {
      best.book().clear();
    }
    long time = received;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(BIDS)) {
        side(frame, of, best, true);
      } else if (frame.nameIs(ASKS)) {
        side(frame, of, best, false);
      } else if (frame.nameIs(TIME)) {
        time = frame.number() * NANOS_PER_MILLI;
      } else {
        frame.skip();
      }
    }
    best.tell(time, received, out);
  }

  private static void side(JsonCursor frame, Contract of, BestQuote best, boolean bid) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      frame.nextElement();
      Decimal price = frame.decimal();
      frame.nextElement();
      Decimal size = frame.decimal();
      frame.skipRestOfArray();
      best.book().set(bid, price, of.quantity(size));
    }
  }
}
