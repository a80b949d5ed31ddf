package io.tapeline.exchange.coinbase;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.Notice;
import io.tapeline.exchange.Rfc3339;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Decimal;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import org.jspecify.annotations.Nullable;

/**
 * Frames of Coinbase's Advanced Trade sockets (docs: "Advanced Trade WebSocket Channels").
 *
 * <p>Used: {@code market_trades}, {@code ticker}, {@code ticker_batch}. Ignored on purpose: {@code
 * l2_data} (the ticker carries best bid and ask with their quantities), {@code candles}, {@code
 * status}, {@code user}, {@code futures_balance_summary}. Control: {@code subscriptions}, {@code
 * heartbeats}, errors.
 *
 * <p>Messages of a connection are numbered by {@code sequence_num}; a jump is reported once. The
 * {@code side} of a trade is the resting order's, so the aggressor's is the other one.
 */
final class CoinbaseCodec implements VenueCodec {

  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] SEQUENCE = ascii("sequence_num");
  private static final byte[] EVENTS = ascii("events");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] MESSAGE = ascii("message");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] TRADES = ascii("trades");
  private static final byte[] TICKERS = ascii("tickers");
  private static final byte[] PRODUCT = ascii("product_id");
  private static final byte[] TRADE_ID = ascii("trade_id");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] SIZE = ascii("size");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] TIME = ascii("time");
  private static final byte[] BUY = ascii("BUY");
  private static final byte[] SELL = ascii("SELL");
  private static final byte[] BEST_BID = ascii("best_bid");
  private static final byte[] BEST_ASK = ascii("best_ask");
  private static final byte[] BID_QUANTITY = ascii("best_bid_quantity");
  private static final byte[] ASK_QUANTITY = ascii("best_ask_quantity");

  private enum Kind {
    TRADES,
    TICKER,
    OTHER
  }

  private record Channel(Kind kind, Decoded decoded) {}

  private static final Decoded UNKNOWN = new Decoded.Unknown("channel");
  private static final Decoded ERROR_MESSAGE = new Decoded.Control("error");
  private static final SymbolTable<Channel> CHANNELS =
      new SymbolTable<>(
          java.util.Map.ofEntries(
              used("market_trades", Kind.TRADES),
              used("ticker", Kind.TICKER),
              used("ticker_batch", Kind.TICKER),
              other(new Decoded.Ignored("l2_data")),
              other(new Decoded.Ignored("level2")),
              other(new Decoded.Ignored("candles")),
              other(new Decoded.Ignored("status")),
              other(new Decoded.Ignored("user")),
              other(new Decoded.Ignored("futures_balance_summary")),
              other(new Decoded.Control("subscriptions")),
              other(new Decoded.Control("heartbeats"))));

  private static java.util.Map.Entry<String, Channel> used(String name, Kind kind) {
    return java.util.Map.entry(name, new Channel(kind, new Decoded.Used(name)));
  }

  private static java.util.Map.Entry<String, Channel> other(Decoded decoded) {
    return java.util.Map.entry(decoded.type(), new Channel(Kind.OTHER, decoded));
  }

  private final SymbolTable<Market> markets;
  private long nextSequence = -1;

  CoinbaseCodec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    Channel channel = null;
    boolean error = false;
    long time = receivedTimeNanos;
    long events = -1;
    long sequence = -1;
    String message = "";
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        frame.string();
        channel = frame.lookUp(CHANNELS);
        if (channel == null) {
          channel = new Channel(Kind.OTHER, UNKNOWN);
        }
      } else if (frame.nameIs(TIMESTAMP)) {
        time = time(frame);
      } else if (frame.nameIs(SEQUENCE)) {
        sequence = frame.number();
      } else if (frame.nameIs(EVENTS)) {
        events = frame.mark();
        if (channel == null || channel.kind() == Kind.OTHER) {
          frame.skip();
        } else {
          events(frame, channel.kind(), time, receivedTimeNanos, out);
          events = -1;
        }
      } else if (frame.nameIs(TYPE)) {
        frame.string();
        error = frame.valueIs(ERROR);
      } else if (frame.nameIs(MESSAGE)) {
        frame.string();
        message = frame.text();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (error) {
      out.notice(new Notice.Refused("subscription", message));
      return ERROR_MESSAGE;
    }
    if (channel == null) {
      throw frame.wrong("no channel");
    }
    if (events >= 0 && channel.kind() != Kind.OTHER) {
      frame.moveTo(events);
      events(frame, channel.kind(), time, receivedTimeNanos, out);
    }
    follow(sequence, out);
    return channel.decoded();
  }

  private void follow(long sequence, FrameEvents out) {
    if (sequence < 0) {
      return;
    }
    if (nextSequence >= 0 && sequence > nextSequence) {
      out.notice(new Notice.MessagesLost(nextSequence, sequence));
    }
    nextSequence = sequence + 1;
  }

  private void events(JsonCursor frame, Kind kind, long time, long received, FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      frame.enterObject();
      while (frame.nextField()) {
        if (frame.nameIs(TYPE)) {
          frame.string();
          if (kind == Kind.TRADES && frame.valueIs(SNAPSHOT)) {
            out.tradesAreSnapshot();
          }
        } else if (kind == Kind.TRADES && frame.nameIs(TRADES)) {
          trades(frame, received, out);
        } else if (kind == Kind.TICKER && frame.nameIs(TICKERS)) {
          tickers(frame, time, received, out);
        } else {
          frame.skip();
        }
      }
    }
  }

  /** Coinbase lists the newest trade first; the tape wants the oldest first. */
  private void trades(JsonCursor frame, long received, FrameEvents out) {
    int before = out.trades().size();
    frame.enterArray();
    while (frame.nextElement()) {
      Trade trade = trade(frame, received);
      if (trade != null) {
        out.trade(trade);
      }
    }
    java.util.List<Trade> trades = out.trades();
    for (int i = before, j = trades.size() - 1; i < j; i++, j--) {
      java.util.Collections.swap(trades, i, j);
    }
  }

  private @Nullable Trade trade(JsonCursor frame, long received) {
    Market market = null;
    long id = -1;
    Decimal price = null;
    Decimal size = null;
    Side maker = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(PRODUCT)) {
        frame.string();
        market = frame.lookUp(markets);
      } else if (frame.nameIs(TRADE_ID)) {
        id = frame.number();
      } else if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(SIZE)) {
        size = frame.decimal();
      } else if (frame.nameIs(SIDE)) {
        maker = side(frame);
      } else if (frame.nameIs(TIME)) {
        time = time(frame);
      } else {
        frame.skip();
      }
    }
    if (price == null || size == null || id < 0 || time < 0) {
      throw frame.wrong("trade without price, size, trade_id or time");
    }
    return market == null
        ? null
        : new Trade(market, TradeId.of(id), price, size, maker.opposite(), time, received, 1);
  }

  private static Side side(JsonCursor frame) {
    frame.string();
    return frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
  }

  private void tickers(JsonCursor frame, long time, long received, FrameEvents out) {
    frame.enterArray();
    while (frame.nextElement()) {
      Market market = null;
      Decimal bid = null;
      Decimal bidQuantity = null;
      Decimal ask = null;
      Decimal askQuantity = null;
      frame.enterObject();
      while (frame.nextField()) {
        if (frame.nameIs(PRODUCT)) {
          frame.string();
          market = frame.lookUp(markets);
        } else if (frame.nameIs(BEST_BID)) {
          bid = frame.positiveOrNone();
        } else if (frame.nameIs(BEST_ASK)) {
          ask = frame.positiveOrNone();
        } else if (frame.nameIs(BID_QUANTITY)) {
          bidQuantity = frame.positiveOrNone();
        } else if (frame.nameIs(ASK_QUANTITY)) {
          askQuantity = frame.positiveOrNone();
        } else {
          frame.skip();
        }
      }
      if (market != null) {
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
  }

  private static long time(JsonCursor frame) {
    frame.string();
    return Rfc3339.nanos(frame.bytes(), frame.valueStart(), frame.valueEnd());
  }
}
