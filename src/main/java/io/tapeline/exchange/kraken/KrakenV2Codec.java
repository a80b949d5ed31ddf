package io.tapeline.exchange.kraken;

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
import java.util.HashMap;
import java.util.Map;

/**
 * Frames of Kraken's v2 socket (docs: "WebSocket API v2"), whose numbers are JSON numbers.
 *
 * <p>Used: {@code trade}, {@code ticker}. Ignored on purpose: {@code book} and {@code level3} (the
 * ticker is their top), {@code ohlc}, {@code instrument}, private channels. Control: {@code
 * heartbeat}, {@code status}, answers to methods.
 */
final class KrakenV2Codec implements VenueCodec {

  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] DATA = ascii("data");
  private static final byte[] METHOD = ascii("method");
  private static final byte[] SUCCESS = ascii("success");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] SNAPSHOT = ascii("snapshot");
  private static final byte[] SYMBOL = ascii("symbol");
  private static final byte[] SIDE = ascii("side");
  private static final byte[] PRICE = ascii("price");
  private static final byte[] QUANTITY = ascii("qty");
  private static final byte[] TRADE_ID = ascii("trade_id");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] BID = ascii("bid");
  private static final byte[] BID_QUANTITY = ascii("bid_qty");
  private static final byte[] ASK = ascii("ask");
  private static final byte[] ASK_QUANTITY = ascii("ask_qty");
  private static final byte[] BUY = ascii("buy");
  private static final byte[] SELL = ascii("sell");

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded TICKER = new Decoded.Used("ticker");
  private static final Decoded ANSWER = new Decoded.Control("method");
  private static final Decoded UNKNOWN = new Decoded.Unknown("channel");
  private static final SymbolTable<Decoded> CHANNELS = channels();

  private static SymbolTable<Decoded> channels() {
    Map<String, Decoded> channels = new HashMap<>();
    channels.put("trade", TRADE);
    channels.put("ticker", TICKER);
    channels.put("heartbeat", new Decoded.Control("heartbeat"));
    channels.put("status", new Decoded.Control("status"));
    for (String ignored :
        new String[] {"book", "level3", "ohlc", "instrument", "executions", "balances"}) {
      channels.put(ignored, new Decoded.Ignored(ignored));
    }
    return new SymbolTable<>(channels);
  }

  private final SymbolTable<Market> markets;

  KrakenV2Codec(SymbolTable<Market> markets) {
    this.markets = markets;
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    Decoded channel = null;
    boolean answer = false;
    boolean success = true;
    String error = "";
    long data = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        frame.string();
        Decoded known = frame.lookUp(CHANNELS);
        channel = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(TYPE)) {
        frame.string();
        if (frame.valueIs(SNAPSHOT)) {
          out.tradesAreSnapshot();
        }
      } else if (frame.nameIs(DATA)) {
        data = frame.mark();
        frame.skip();
      } else if (frame.nameIs(METHOD)) {
        answer = true;
        frame.skip();
      } else if (frame.nameIs(SUCCESS)) {
        answer = true;
        success = frame.bool();
      } else if (frame.nameIs(ERROR)) {
        frame.string();
        error = frame.text();
      } else {
        frame.skip();
      }
    }
    frame.end();
    if (channel == null) {
      if (!answer && error.isEmpty()) {
        throw frame.wrong("neither channel nor method");
      }
      if (!success) {
        out.notice(new Notice.Refused("subscription", error));
      }
      return ANSWER;
    }
    if (channel == TRADE || channel == TICKER) {
      rows(frame, channel, data, receivedTimeNanos, out);
    }
    return channel;
  }

  private void rows(JsonCursor frame, Decoded channel, long data, long received, FrameEvents out) {
    if (data < 0) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    frame.enterArray();
    while (frame.nextElement()) {
      if (channel == TRADE) {
        trade(frame, received, out);
      } else {
        ticker(frame, received, out);
      }
    }
  }

  private void trade(JsonCursor frame, long received, FrameEvents out) {
    Market market = null;
    long id = -1;
    Decimal price = null;
    Decimal quantity = null;
    Side side = Side.UNKNOWN;
    long time = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(SYMBOL)) {
        frame.string();
        market = frame.lookUp(markets);
      } else if (frame.nameIs(PRICE)) {
        price = frame.decimal();
      } else if (frame.nameIs(QUANTITY)) {
        quantity = frame.decimal();
      } else if (frame.nameIs(SIDE)) {
        frame.string();
        side = frame.valueIs(BUY) ? Side.BUY : frame.valueIs(SELL) ? Side.SELL : Side.UNKNOWN;
      } else if (frame.nameIs(TRADE_ID)) {
        id = frame.number();
      } else if (frame.nameIs(TIMESTAMP)) {
        time = time(frame);
      } else {
        frame.skip();
      }
    }
    if (id < 0 || price == null || quantity == null || time < 0) {
      throw frame.wrong("trade without trade_id, price, qty or timestamp");
    }
    if (market != null) {
      out.trade(new Trade(market, TradeId.of(id), price, quantity, side, time, received, 1));
    }
  }

  private void ticker(JsonCursor frame, long received, FrameEvents out) {
    Market market = null;
    Decimal bid = null;
    Decimal bidQuantity = null;
    Decimal ask = null;
    Decimal askQuantity = null;
    long time = received;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(SYMBOL)) {
        frame.string();
        market = frame.lookUp(markets);
      } else if (frame.nameIs(BID)) {
        bid = frame.positiveOrNone();
      } else if (frame.nameIs(BID_QUANTITY)) {
        bidQuantity = frame.positiveOrNone();
      } else if (frame.nameIs(ASK)) {
        ask = frame.positiveOrNone();
      } else if (frame.nameIs(ASK_QUANTITY)) {
        askQuantity = frame.positiveOrNone();
      } else if (frame.nameIs(TIMESTAMP)) {
        time = time(frame);
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

  private static long time(JsonCursor frame) {
    frame.string();
    return Rfc3339.nanos(frame.bytes(), frame.valueStart(), frame.valueEnd());
  }
}
