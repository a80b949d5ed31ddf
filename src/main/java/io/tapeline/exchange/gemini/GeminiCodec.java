package io.tapeline.exchange.gemini;

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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Frames of Gemini's v2 market data socket (docs: "Market Data v2").
 *
 * <p>Used: {@code l2_updates}, of which the first for a symbol is the whole book together with the
 * last trades; {@code trade}. Ignored on purpose: candles, auctions, blocks. Control: heartbeats,
 * errors, {@code subscription_ack}. Book changes carry no time: theirs is the received time.
 */
final class GeminiCodec implements VenueCodec {

  private static final byte[] TYPE = ascii("type");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] REASON = ascii("reason");
  private static final byte[] SYMBOL = ascii("symbol");
  private static final byte[] CHANGES = ascii("changes");
  private static final byte[] TRADES = ascii("trades");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] QUANTITY = ascii("quantity");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] TRADE_ID = ascii("tid");
  private static final byte[] EVENT_ID = ascii("event_id");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final Decoded BOOK = new Decoded.Used("l2_updates");
  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded ERROR = new Decoded.Control("error");
  private static final Decoded UNKNOWN = new Decoded.Unknown("type");
  private static final SymbolTable<Decoded> TYPES = types();

  private static SymbolTable<Decoded> types() {
    Map<String, Decoded> types = new HashMap<>();
    types.put("l2_updates", BOOK);
    types.put("trade", TRADE);
    types.put("heartbeat", new Decoded.Control("heartbeat"));
    types.put("subscription_ack", new Decoded.Control("subscription_ack"));
    for (String ignored :
        new String[] {
          "auction_open", "auction_indicative", "auction_result", "auction_outcome",
          "auction_event", "block_trade", "mark_price_updates", "funding_amount_updates"
        }) {
      types.put(ignored, new Decoded.Ignored(ignored));
    }
    for (String length : new String[] {"1m", "5m", "15m", "30m", "1h", "6h", "1d"}) {
      types.put("candles_" + length + "_updates", new Decoded.Ignored("candles"));
    }
    return new SymbolTable<>(types);
  }

  private final SymbolTable<Market> markets;
  private final Map<Market, BestQuote> books = new HashMap<>();

  GeminiCodec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    long start = frame.mark();
    Decoded type = null;
    Market market = null;
    boolean error = false;
    String reason = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(TYPE)) {
        frame.string();
        Decoded known = frame.lookUp(TYPES);
        type = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(SYMBOL)) {
        frame.string();
        market = frame.lookUp(markets);
      } else if (frame.nameIs(RESULT)) {
        error = true;
        frame.skip();
      } else if (frame.nameIs(REASON)) {
        frame.string();
        reason = frame.text();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (type == null) {
      if (!error) {
        throw frame.wrong("no type");
      }
      out.notice(new Notice.Refused("subscription", reason));
      return ERROR;
    }
    if (type != BOOK && type != TRADE) {
      return type;
    }
    if (market == null) {
      return UNMAPPED;
    }
    frame.moveTo(start);
    if (type == TRADE) {
      out.trade(trade(frame, market, receivedTimeNanos));
    } else {
      book(frame, market, receivedTimeNanos, out);
    }
    return type;
  }

  private void book(JsonCursor frame, Market market, long received, FrameEvents out) {
    BestQuote best = books.get(market);
    boolean snapshot = best == null;
    if (best == null) {
      best = new BestQuote(market);
      books.put(market, best);
    }
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANGES)) {
        changes(frame, best);
      } else if (frame.nameIs(TRADES)) {
        trades(frame, market, snapshot, received, out);
      } else {
        frame.skip();
      }
    }
    best.tell(received, received, out);
  }

  private static void changes(JsonCursor frame, BestQuote best) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterArray();
      frame.nextElement();
      frame.string();
      boolean bid = frame.valueIs(BUY);
      if (!bid && !frame.valueIs(SELL)) {
        throw frame.wrong("side expected");
      }
      frame.nextElement();
      Decimal price = frame.decimal();
      frame.nextElement();
      Decimal quantity = frame.decimal();
      frame.skipRestOfArray();
      best.book().set(bid, price, quantity);
    }
  }

  private static void trades(
      JsonCursor frame, Market market, boolean snapshot, long received, FrameEvents out) {
    int before = out.trades().size();
    frame.enterArray();
    while (frame.nextElement()) {
      out.trade(trade(frame, market, received));
    }
    List<Trade> trades = out.trades();
    if (trades.size() > before) {
      Collections.sort(
          trades.subList(before, trades.size()),
          Comparator.comparingLong(Trade::eventTimeNanos).thenComparing(Trade::id));
      if (snapshot) {
        out.tradesAreSnapshot();
      }
    }
  }

  private static Trade trade(JsonCursor frame, Market market, long received) {
    long id = -1;
    Decimal price = null;
    Decimal quantity = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(QUANTITY)) {
        quantity = frame.decimal();
      } else if (frame.nameIs(SIDE)) {
        side = side(frame);
      } else if (frame.nameIs(TRADE_ID)) {
        id = frame.number();
      } else if (frame.nameIs(EVENT_ID)) {
        id = id < 0 ? frame.number() : skipped(frame, id);
      } else if (frame.nameIs(TIMESTAMP)) {
        time = frame.number() * NANOS_PER_MILLI;
      } else {
        frame.skip();
      }
    }
    if (id < 0 || price == null || quantity == null || time < 0) {
      throw frame.wrong("trade without id, price, quantity or time");
    }
    return new Trade(market, TradeId.of(id), price, quantity, side, time, received, 1);
  }

  private static long skipped(JsonCursor frame, long id) {
    frame.skip();
    return id;
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    return frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
  }
}
