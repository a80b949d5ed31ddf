package io.tapeline.exchange.gemini;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Frames of Gemini's v2 market data socket (docs: "Market Data v2").
 *
 * <ul>
 *   <li>Used: {@code l2_updates}, of which the first for a symbol is the whole book together with
 *       the last trades, see {@link GeminiBook}; {@code trade}.
 *   <li>Control: {@code heartbeat}, {@code subscription_ack}, errors ({@code {"result": "error"}}).
 *   <li>Ignored on purpose: {@code candles_…_updates} (candles are ours), {@code auction_…} and
 *       {@code block_trade} (not matches of the book), {@code mark_price_updates} and {@code
 *       funding_amount_updates} of perpetuals, and symbols that the venue's list does not map.
 * </ul>
 */
final class GeminiCodec implements VenueCodec {

  private static final byte[] TYPE = ascii("type");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] REASON = ascii("reason");
  private static final byte[] SYMBOL = ascii("symbol");
  private static final byte[] TRADES = ascii("trades");
  private static final byte[] AUCTIONS = ascii("auction_events");

  private static final Decoded BOOK = new Decoded.Used("l2_updates");
  private static final Decoded BOOK_LOST = new Decoded.Ignored("l2_updates of a lost book");
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
        List.of(
            "auction_open",
            "auction_indicative",
            "auction_result",
            "auction_outcome",
            "auction_event",
            "block_trade",
            "mark_price_updates",
            "funding_amount_updates")) {
      types.put(ignored, new Decoded.Ignored(ignored));
    }
    for (String length : List.of("1m", "5m", "15m", "30m", "1h", "6h", "1d")) {
      types.put("candles_" + length + "_updates", new Decoded.Ignored("candles"));
    }
    return new SymbolTable<>(types);
  }

  private final SymbolTable<Market> markets;
  private final Map<Market, GeminiBook> books = new HashMap<>();

  GeminiCodec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    long start = frame.mark();
    Decoded type = null;
    boolean named = false;
    Market market = null;
    boolean snapshot = false;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(TYPE)) {
        frame.string();
        Decoded known = frame.lookUp(TYPES);
        type = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(SYMBOL)) {
        frame.string();
        named = true;
        market = frame.lookUp(markets);
      } else {
        snapshot |= frame.nameIs(TRADES) || frame.nameIs(AUCTIONS);
        frame.skip();
      }
    }
    frame.end();
    frame.moveTo(start);
    if (type == null) {
      return error(frame, out);
    }
    if (!(type instanceof Decoded.Used)) {
      return type;
    }
    if (market == null) {
      if (!named) {
        throw frame.wrong("no symbol");
      }
      return UNMAPPED;
    }
    if (type == TRADE) {
      out.trade(GeminiTrades.read(frame, market, receivedTimeNanos));
      return TRADE;
    }
    GeminiBook book = books.computeIfAbsent(market, GeminiBook::new);
    return book.read(frame, snapshot, receivedTimeNanos, out) ? BOOK : BOOK_LOST;
  }

  private static Decoded error(JsonCursor frame, FrameEvents out) {
    boolean result = false;
    String reason = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(RESULT)) {
        result = true;
        frame.skip();
      } else if (frame.nameIs(REASON) && frame.atString()) {
        frame.string();
        reason = frame.text();
      } else {
        frame.skip();
      }
    }
    if (!result) {
      throw frame.wrong("neither type nor result");
    }
    out.notice(new Notice.Refused("subscription", reason));
    return ERROR;
  }
}
