package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Market;
import java.util.Map;

/**
 * Frames of Kraken's v1 socket (docs: "Spot WebSocket v1"): objects are events, arrays are {@code
 * [channelID, payload, …, "channel", "PAIR"]}, whose last two say how to read the rest.
 *
 * <ul>
 *   <li>Used: {@code trade}, {@code ticker}, {@code spread}.
 *   <li>Control: {@code systemStatus}, {@code subscriptionStatus}, {@code heartbeat}, {@code pong},
 *       {@code ping}, {@code error}.
 *   <li>Ignored on purpose: {@code book-N}, also on a connection that carries nothing else (ticker
 *       and spread tell its top; a frame may hold two payloads), {@code ohlc-N} (candles are ours),
 *       the private {@code ownTrades} and {@code openOrders}, and pairs that the venue's list does
 *       not map.
 * </ul>
 */
final class KrakenV1Codec implements VenueCodec {

  private static final byte[] BOOK_PREFIX = ascii("book");
  private static final byte[] OHLC_PREFIX = ascii("ohlc");

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded TICKER = new Decoded.Used("ticker");
  private static final Decoded SPREAD = new Decoded.Used("spread");
  private static final Decoded BOOK = new Decoded.Ignored("book");
  private static final Decoded OHLC = new Decoded.Ignored("ohlc");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded UNKNOWN = new Decoded.Unknown("channel");
  private static final SymbolTable<Decoded> CHANNELS =
      new SymbolTable<>(
          Map.of(
              "trade", TRADE,
              "ticker", TICKER,
              "spread", SPREAD,
              "ownTrades", new Decoded.Ignored("ownTrades"),
              "openOrders", new Decoded.Ignored("openOrders")));

  private final SymbolTable<Market> markets;
  private final KrakenV1Trades trades = new KrakenV1Trades();

  KrakenV1Codec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    trades.seen(receivedTimeNanos);
    return frame.atObject()
        ? KrakenV1Events.decode(frame, out)
        : channel(frame, receivedTimeNanos, out);
  }

  /** First to the end, where channel and pair stand, then back to the payload. */
  private Decoded channel(JsonCursor frame, long received, FrameEvents out) {
    long payload = -1;
    long name = -1;
    long pair = -1;
    frame.enterArray();
    while (frame.nextElement()) {
      long here = frame.mark();
      if (frame.atString()) {
        name = pair;
        pair = here;
      } else if (payload < 0 && (frame.atObject() || frame.atArray())) {
        payload = here;
      }
      frame.skip();
    }
    frame.end();
    if (pair < 0 || payload < 0) {
      throw frame.wrong("array without payload or channel");
    }
    // private channels come without a pair: their name is the only string
    Decoded channel = named(frame, name < 0 ? pair : name);
    if (!(channel instanceof Decoded.Used)) {
      return channel;
    }
    if (name < 0) {
      throw frame.wrong("channel without pair");
    }
    frame.moveTo(pair);
    frame.string();
    Market market = frame.lookUp(markets);
    if (market == null) {
      return UNMAPPED;
    }
    frame.moveTo(payload);
    use(channel, frame, market, received, out);
    return channel;
  }

  private static Decoded named(JsonCursor frame, long mark) {
    frame.moveTo(mark);
    frame.string();
    Decoded exact = frame.lookUp(CHANNELS);
    if (exact != null) {
      return exact;
    }
    if (frame.valueStartsWith(BOOK_PREFIX)) {
      return BOOK;
    }
    return frame.valueStartsWith(OHLC_PREFIX) ? OHLC : UNKNOWN;
  }

  private void use(
      Decoded channel, JsonCursor frame, Market market, long received, FrameEvents out) {
    if (channel == TRADE) {
      trades.read(frame, market, received, out);
    } else if (channel == TICKER) {
      KrakenV1Quotes.ticker(frame, market, received, out);
    } else {
      KrakenV1Quotes.spread(frame, market, received, out);
    }
  }
}
